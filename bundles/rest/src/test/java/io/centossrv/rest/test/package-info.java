// SPDX-License-Identifier: Apache-2.0
/** Serves and checks a REST application in a unit test. */
package io.centossrv.rest.test;
