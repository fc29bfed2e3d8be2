/** What was started and how it ended, kept so that nothing runs twice. */
package io.centossrv.executor.journal;
