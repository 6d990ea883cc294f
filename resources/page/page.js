// SPDX-License-Identifier: GPL-3.0-or-later
import {Client} from '@stomp/stompjs';
import SockJS from 'sockjs-client';
window.x=[Client,SockJS]
