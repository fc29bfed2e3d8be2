// SPDX-License-Identifier: Apache-2.0
/** What the web server may see of the framework's services. */
package io.centossrv.gate;
