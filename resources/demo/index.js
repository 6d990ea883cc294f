// SPDX-License-Identifier: GPL-3.0-or-later
import {translate} from './src/page.js';

translate();
