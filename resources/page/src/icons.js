// SPDX-License-Identifier: GPL-3.0-or-later
import ignore from '../../icons/lucide/ban.svg';
import back from '../../icons/lucide/arrow-left.svg';
import check from '../../icons/lucide/check.svg';
import checks from '../../icons/lucide/check-check.svg';
import clock from '../../icons/lucide/clock.svg';
import alert from '../../icons/lucide/circle-alert.svg';
import down from '../../icons/lucide/arrow-down.svg';
import copy from '../../icons/lucide/copy.svg';
import mute from '../../icons/lucide/volume-x.svg';
import more from '../../icons/lucide/ellipsis.svg';
import file from '../../icons/lucide/file.svg';
import forward from '../../icons/lucide/forward.svg';
import info from '../../icons/lucide/info.svg';
import lock from '../../icons/lucide/lock.svg';
import talk from '../../icons/lucide/message-circle.svg';
import out from '../../icons/lucide/log-out.svg';
import clip from '../../icons/lucide/paperclip.svg';
import edit from '../../icons/lucide/pencil.svg';
import pin from '../../icons/lucide/pin.svg';
import plus from '../../icons/lucide/plus.svg';
import reply from '../../icons/lucide/reply.svg';
import search from '../../icons/lucide/search.svg';
import select from '../../icons/lucide/square-check.svg';
import send from '../../icons/lucide/send-horizontal.svg';
import smile from '../../icons/lucide/smile.svg';
import react from '../../icons/lucide/smile-plus.svg';
import trash from '../../icons/lucide/trash-2.svg';
import undo from '../../icons/lucide/undo-2.svg';
import users from '../../icons/lucide/users.svg';
import offline from '../../icons/lucide/wifi-off.svg';
import close from '../../icons/lucide/x.svg';

const drawings = {
  alert, back, check, checks, clip, clock, close, copy, down, edit, file, forward, ignore, info, lock, more, mute, offline, out, pin, plus, react, reply, search, select,
  send, smile, talk, trash, undo, users,
};

/// Drawn in the colour of the text around it; says nothing to a screen reader.
export function icon(name) {
  const drawing = new DOMParser().parseFromString(drawings[name], 'image/svg+xml').documentElement;
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', `icon icon-${name}`);
  return document.importNode(drawing, true);
}
