// SPDX-License-Identifier: GPL-3.0-or-later
// How long the host asks one to wait.
import {isTime} from './wirechecks.js';

const longest = 366 * 24 * 3600 * 1000; // ms that are believed

/// When one may ask again, in ms since 1970, where the host says now that it is in `wait` ms; else undefined.
export const againAt = (wait, now = Date.now()) => (isTime(wait) && wait > 0 && wait <= longest ? now + wait : undefined);

/// The seconds of a header "retry-after", in ms; undefined where it says none.
export const waitOf = (retryAfter) => (/^\s*\d{1,9}\s*$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : undefined);
