// SPDX-License-Identifier: Apache-2.0
/** {@code csrv-agent play}: runs playbooks on this machine, without a control plane. */
package io.centossrv.executor.cli.play;
