/** What must not be seen of a job. */
package io.centossrv.executor.secret;
