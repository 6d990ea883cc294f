// SPDX-License-Identifier: GPL-3.0-or-later
// stompjs with the face that pages know: one script, and window.Stomp.
import {Stomp} from '@stomp/stompjs';

window.Stomp = Stomp;
