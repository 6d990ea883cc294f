// SPDX-License-Identifier: GPL-3.0-or-later
// sockjs-client as pages load it: one script, and window.SockJS. SockJS's own iframes load it, too.
import SockJS from 'sockjs-client';

window.SockJS = SockJS;
