/** Holds the product against what real Ansible did. */
package io.centossrv.conformance;
