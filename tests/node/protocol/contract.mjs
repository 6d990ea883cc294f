// SPDX-License-Identifier: GPL-3.0-or-later
// docs/asyncapi.yaml: is it valid, and do frames keep to it?
import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv';
import { Mismatch } from './document.mjs';

const ERROR = 0; // severities of the parser's diagnostics
const WARNING = 1;

/// The first vocabulary.
export function canonical(destination) {
  return destination.replace(/^\/sub\//, '/topic/').replace(/^\/pub\//, '/app/');
}

/// A {path} may have slashes, other parameters have none.
function addressPattern(address) {
  const literal = address.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace('{path}', '.+');
  return new RegExp(`^${literal.replace(/\{\w+\}/g, '[^/]+')}$`, 'u');
}

/// What is named exactly goes before what is named by a pattern.
function vagueness(address) {
  return address ? address.split('{').length - 1 + (address.includes('{path}') ? 9 : 0) : 0;
}

export class Contract {
  static async read(yaml, file) {
    const { document, diagnostics } = await new Parser().parse(yaml);
    const serious = diagnostics.filter(({ severity }) => severity === ERROR || severity === WARNING);
    if (serious.length > 0 || !document) {
      const list = serious.map(({ range, message, path }) =>
        `${file}:${range.start.line + 1}: ${message} (${path.join('.')})`);
      throw new Mismatch(list.join('\n') || `${file} cannot be parsed`);
    }
    return new Contract(document, file);
  }

  constructor(document, file) {
    this.ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
    // The parser leaves notes of its own in what it has read.
    this.ajv.addVocabulary(['x-parser-schema-id', 'x-parser-message-name']);
    this.entries = [];
    this.used = new Set();
    for (const operation of document.operations().all()) {
      for (const channel of operation.channels().all())
        this.addEntries(file, operation, channel, operation.messages().all());
      const reply = operation.reply();
      if (reply) this.addEntries(file, operation, reply.channel(), reply.messages().all());
    }
    this.entries.sort((a, b) => a.vagueness - b.vagueness);
  }

  addEntries(file, operation, channel, messages) {
    for (const message of messages) {
      const address = channel.address();
      const entry = {
        name: `${operation.id()}/${message.id()}`,
        command: message.name(),
        address,
        pattern: address ? addressPattern(address) : undefined,
        vagueness: vagueness(address),
        json: (message.contentType() ?? 'application/json') === 'application/json',
        headers: message.headers() && this.ajv.compile(message.headers().json()),
        payload: message.payload() && this.ajv.compile(message.payload().json()),
      };
      this.entries.push(entry);
      for (const example of message.examples().all()) {
        const wrong = this.broken(entry.payload, example.payload());
        if (wrong) throw new Mismatch(`${file}: an example of ${entry.name} is invalid: ${wrong}`);
      }
    }
  }

  broken(validate, value) {
    return validate && !validate(value) ? this.ajv.errorsText(validate.errors) : undefined;
  }

  /// All that a frame may be there: a channel may carry several kinds of message.
  find(frame) {
    const destination = frame.headers.get('destination');
    const fitting = this.entries.filter(({ command, pattern }) =>
      command === frame.command &&
      (pattern ? destination && pattern.test(canonical(destination)) : !destination));
    return fitting.filter(({ vagueness }) => vagueness === fitting[0].vagueness);
  }

  /// What is wrong with a frame; undefined when it keeps to the schemas of one of its kinds.
  complaint(frame) {
    const entries = this.find(frame);
    if (entries.length === 0) return `no operation has a ${frame.command} like this`;
    const complaints = entries.map((entry) => this.complaintOf(frame, entry));
    const right = complaints.indexOf(undefined);
    this.used.add(entries[Math.max(right, 0)].name);
    return right < 0 ? complaints.join('; or ') : undefined;
  }

  complaintOf(frame, entry) {
    const headers = this.broken(entry.headers, Object.fromEntries(frame.headers));
    if (headers) return `headers of ${entry.name}: ${headers}`;
    let payload = frame.body;
    if (entry.json && entry.payload) {
      try {
        payload = JSON.parse(frame.body);
      } catch {
        // A text, which the schema allows or not.
      }
    }
    const body = this.broken(entry.payload, payload);
    return body && `body of ${entry.name}: ${body}`;
  }

  /// A client's frame of the document: as valid as the document says.
  checkSent(step) {
    const complaint = this.complaint(step.frame);
    if (step.invalid && !complaint)
      throw new Mismatch(`${step.where}: marked as invalid, but the schemas accept it`);
    if (!step.invalid && complaint) throw new Mismatch(`${step.where}: ${complaint}`);
  }

  /// A frame that the host sent.
  checkReceived(step, frame) {
    const complaint = this.complaint(frame);
    if (complaint) throw new Mismatch(`${step.where}: the host's frame breaks docs/asyncapi.yaml: ${complaint}`);
  }

  /// "SEND /app/chat/message" for every destination of the chat and what a client may do with it.
  chatDestinations() {
    const frames = this.entries.filter(({ command, address }) =>
      address?.includes('/chat/') && ['SEND', 'SUBSCRIBE'].includes(command));
    return frames.map(({ command, address }) => `${command} ${address}`);
  }

  unused(allowed) {
    return this.entries.map(({ name }) => name).filter((name) => !this.used.has(name) && !allowed.includes(name));
  }
}
