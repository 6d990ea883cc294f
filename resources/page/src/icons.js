// SPDX-License-Identifier: GPL-3.0-or-later
import back from '../../icons/lucide/arrow-left.svg';
import check from '../../icons/lucide/check.svg';
import clock from '../../icons/lucide/clock.svg';
import alert from '../../icons/lucide/circle-alert.svg';
import down from '../../icons/lucide/arrow-down.svg';
import out from '../../icons/lucide/log-out.svg';
import plus from '../../icons/lucide/plus.svg';
import send from '../../icons/lucide/send-horizontal.svg';
import users from '../../icons/lucide/users.svg';
import offline from '../../icons/lucide/wifi-off.svg';
import close from '../../icons/lucide/x.svg';

const drawings = {alert, back, check, clock, close, down, offline, out, plus, send, users};

/// Drawn in the colour of the text around it; says nothing to a screen reader.
export function icon(name) {
  const drawing = new DOMParser().parseFromString(drawings[name], 'image/svg+xml').documentElement;
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', `icon icon-${name}`);
  return document.importNode(drawing, true);
}
