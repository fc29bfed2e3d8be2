/** {@code csrv-agent}: what an administrator does on the node itself, also offline. */
package io.centossrv.executor.cli;
