// SPDX-License-Identifier: GPL-3.0-or-later
import {App} from './src/app.js';

new App(document.body).start();
