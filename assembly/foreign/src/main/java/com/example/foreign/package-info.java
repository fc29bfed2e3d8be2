// SPDX-License-Identifier: Apache-2.0
/** What a bundle of somebody else could try. */
package com.example.foreign;
