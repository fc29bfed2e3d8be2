/** An administrator wants nothing to be started on this node for a while. */
package io.centossrv.executor.pause;
