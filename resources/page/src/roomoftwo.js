// SPDX-License-Identifier: GPL-3.0-or-later
import {sha256} from './sha256.js';

export const isForTwo = (room) => room?.settings?.visibility === 'direct';

/// Smaller as the host compares: by UTF-16 units.
export const roomOfTwo = (one, other) => `direct.${sha256(one < other ? `${one}\0${other}` : `${other}\0${one}`).slice(0, 32)}`;
