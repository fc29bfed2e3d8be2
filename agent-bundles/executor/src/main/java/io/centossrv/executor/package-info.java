/** The process that runs signed plans on a node. */
package io.centossrv.executor;
