// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/statuspage.h"

namespace Server {

// Text reaches the page as textContent only, so that nothing a client calls itself becomes markup.
QByteArray statusScript()
{
    return QByteArrayLiteral(R"("use strict";
const words = document.body.dataset;
const language = document.documentElement.lang;
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const days = new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" });
const every = 2000;
const patience = 8000;
let last = null;

function bytes(value) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    ++unit;
  }
  return (unit === 0 ? whole : fine).format(value) + " " + units[unit];
}

function age(seconds) {
  const two = (value) => String(value).padStart(2, "0");
  const clock = Math.floor(seconds % 86400 / 3600) + ":" + two(Math.floor(seconds % 3600 / 60)) + ":" +
    two(seconds % 60);
  return seconds < 86400 ? clock : days.format(Math.floor(seconds / 86400)) + " " + clock;
}

function written(value, kind) {
  if (value === undefined || value === null) return "–";
  if (kind === "bytes") return bytes(value);
  if (kind === "age") return age(value);
  return typeof value === "number" && kind !== "plain" ? whole.format(value) : String(value);
}

function at(status, key) {
  return key.split(".").reduce((part, name) => (part ? part[name] : undefined), status);
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function showFigure(element, status, seconds) {
  const key = element.dataset.key;
  const value = at(status, key);
  let text = written(value, element.dataset.kind);
  let beside = "";
  if (element.dataset.of !== undefined && value !== undefined) {
    beside = "/ " + written(at(status, element.dataset.of));
  } else if (element.dataset.rate !== undefined && seconds > 0) {
    const rate = Math.max(0, value - at(last.status, key)) / seconds;
    beside = words.perSecond.replace("%1", rate < 10 ? fine.format(rate) : whole.format(rate));
  }
  if (element.tagName !== "DD") return put(element, text);
  element.classList.toggle("warn", element.dataset.warn !== undefined && value > 0);
  if (!element.firstChild) element.append("", document.createElement("small"));
  if (element.firstChild.data !== text) element.firstChild.data = text;
  put(element.lastChild, beside);
}

function showTable(table, status) {
  const list = status[table.dataset.list];
  const total = at(status, table.dataset.count);
  const columns = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const heading = table.closest("section").querySelector("h2");
  let count = heading.querySelector(".count");
  if (!count) {
    count = document.createElement("span");
    count.className = "count";
    heading.append(" ", count);
  }
  put(count, whole.format(total));
  if (list.length === 0) {
    if (body.rows.length !== 1 || !body.rows[0].cells[0].classList.contains("empty")) {
      body.replaceChildren();
      const cell = body.insertRow().insertCell();
      cell.className = "empty";
      cell.colSpan = columns.length;
      cell.textContent = words.none;
    }
  } else {
    if (body.querySelector(".empty")) body.replaceChildren();
    while (body.rows.length > list.length) body.deleteRow(-1);
    list.forEach((entry, index) => {
      const row = body.rows[index] || body.insertRow();
      columns.forEach((column, place) => {
        const cell = row.cells[place] || row.insertCell();
        const text = column.dataset.kind === "text";
        cell.classList.toggle("text", text);
        put(cell, written(entry[column.dataset.column], column.dataset.kind));
        if (text && cell.title !== cell.textContent) cell.title = cell.textContent;
      });
    });
  }
  const section = table.closest("section");
  let note = section.querySelector(".note");
  if (list.length < total && !note) {
    note = document.createElement("p");
    note.className = "note";
    section.append(note);
  }
  if (note) put(note, list.length < total ? words.cut.replace("%1", whole.format(list.length)) : "");
}

function showHealth(text, good) {
  const health = document.getElementById("health");
  put(health, text);
  health.dataset.state = good ? "ok" : "bad";
}

function show(status) {
  const time = performance.now();
  const seconds = last ? (time - last.time) / 1000 : 0;
  document.querySelectorAll("[data-key]").forEach((element) => showFigure(element, status, seconds));
  document.querySelectorAll("table[data-list]").forEach((table) => showTable(table, status));
  const health = { ok: words.ok, stopping: words.stopping, "store-failing": words.storeFailing,
                   "store-damaged": words.storeDamaged };
  showHealth(health[status.health], status.health === "ok");
  last = { status, time };
}

async function refresh() {
  try {
    const answer = await fetch("/status.json", { cache: "no-store", signal: AbortSignal.timeout(patience) });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
  } catch (error) {
    showHealth(words.noAnswer, false);
  }
  setTimeout(refresh, every);
}
refresh();
)");
}

} // namespace Server
