// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a frame with the documented one, where … stands for what differs from run to run.
import { Mismatch } from './document.mjs';

const VARIES = '…';

function fits(expected, actual) {
  if (expected === VARIES) return true;
  if (!expected.includes(VARIES)) return expected === actual;
  const parts = expected.split(VARIES).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return typeof actual === 'string' && new RegExp(`^${parts.join('.*')}$`, 'su').test(actual);
}

/// What is wrong with a JSON value; undefined when nothing is.
function jsonDifference(expected, actual, path) {
  if (typeof expected === 'string' && fits(expected, actual)) return undefined;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length)
      return `${path} has ${actual.length} entries, not ${expected.length}`;
  } else if (!expected || !actual || typeof expected !== 'object' || typeof actual !== 'object') {
    return expected === actual
      ? undefined
      : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (!(key in actual)) return `${path}.${key} is missing`;
    if (!(key in expected)) return `${path}.${key} is not documented`;
    const difference = jsonDifference(expected[key], actual[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function difference(expected, actual) {
  if (expected.command !== actual.command) return `the frame is ${actual.command}`;
  for (const [name, value] of expected.headers) {
    if (!actual.headers.has(name)) return `there is no header "${name}"`;
    if (!fits(value, actual.headers.get(name)))
      return `the header "${name}" is "${actual.headers.get(name)}", not "${value}"`;
  }
  for (const name of actual.headers.keys()) {
    // Every frame with a body has it; the documented body may be laid out differently.
    if (name !== 'content-length' && !expected.headers.has(name))
      return `the header "${name}" is not documented`;
  }
  const json = asJson(expected.body);
  if (typeof json !== 'object') {
    return fits(expected.body, actual.body) ? undefined : `the body is "${actual.body}"`;
  }
  const body = asJson(actual.body);
  return body === undefined ? `the body is no JSON: ${actual.body}` : jsonDifference(json, body, 'body');
}

/// Throws unless the frame is the documented one.
export function expectFrame(step, actual) {
  const wrong = difference(step.frame, actual);
  if (!wrong) return;
  const shown = [...actual.headers].map(([name, value]) => `${name}:${value}`).join('\n');
  throw new Mismatch(
    `${step.where}: ${wrong}. The host sent:\n${actual.command}\n${shown}\n\n${actual.body}`);
}
