/** What a plan is and when it may run. */
package io.centossrv.executor.plan;
