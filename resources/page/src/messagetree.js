// SPDX-License-Identifier: GPL-3.0-or-later
// What a message says, as a tree of our own nodes: text is text, all else a list that begins with its
// name: p, q, ul, ol (and its first number), li, hr, code (language, text) below one another; b, i, s,
// c (text), a (address), @ (name, text), br side by side. The desktop program makes the same tree
// (ui/model/messagenode.h); tests/markdown/cases.json says which.
import {parse, postprocess, preprocess} from 'micromark';
import {gfmStrikethrough} from 'micromark-extension-gfm-strikethrough';
import {isMisleading, isSafeAddress} from './links.js';
import {MentionNames} from './mentions.js';
import {Shield} from './shield.js';

const deepest = 8; // quotes and lists lie in one another so deep; what is deeper lies side by side
const longestLanguage = 32;
export const longestMarkdown = 20000;
const nobody = new MentionNames();

/// A parser remembers lines of what it read, so each text has its own.
const newParser = () => parse({extensions: [gfmStrikethrough({singleTilde: false}),
  {disable: {null: ['htmlFlow', 'htmlText', 'codeIndented', 'definition', 'characterReference']}}]});

const deepening = {blockQuote: ['q'], listUnordered: ['ul'], listOrdered: ['ol', 1], emphasis: ['i'], strong: ['b'], strikethrough: ['s']};
const links = new Set(['link', 'image']);
const below = new Set(['p', 'q', 'ul', 'ol', 'code', 'hr']);

/// Blanks up to every fourth column.
const withoutTabs = (blanks) => [...blanks].reduce((line, letter) =>
  line + ' '.repeat(letter === '\t' ? 4 - (line.length % 4) : 1), '');

/// The words of nodes, without their marks.
export function plainText(nodes) {
  let text = '';
  const add = (node) => {
    if (typeof node === 'string') {
      text += node;
      return;
    }
    const [name, ...rest] = node;
    if (below.has(name) && text !== '' && !text.endsWith('\n')) text += '\n';
    if (name === 'br') text += '\n';
    else if (name === 'code' || name === '@') text += rest[1];
    else rest.slice(name === 'a' || name === 'ol' ? 1 : 0).forEach(add);
  };
  nodes.forEach(add);
  return text;
}

/// Builds the tree from what the parser tells.
class TreeBuilder {
  #open = [{node: []}];
  #depth = 0;
  #afterLine = false; // in code between words
  #links = 0;

  constructor(shield) {
    this.shield = shield;
  }

  get tree() {
    return this.#open[0].node;
  }

  enter(token, slice) {
    const top = this.#top;
    switch (token.type) {
      case 'paragraph':
      case 'codeFenced':
      case 'codeText':
        this.#push({node: [], kind: token.type, text: '', language: ''});
        break;
      case 'atxHeading':
      case 'setextHeading':
        this.#push({node: ['p'], kind: 'headline'});
        this.#push({node: ['b'], kind: 'heading'});
        break;
      case 'listItemPrefix':
        if (top.kind === 'item') this.#close();
        this.#push({node: ['li'], kind: 'item', dropped: this.#top.dropped});
        break;
      case 'listItemValue':
        // Of the first item: it stands within that already.
        if (!this.#open.at(-2).hasNumber) {
          this.#open.at(-2).node[1] = Number(slice(token));
          this.#open.at(-2).hasNumber = true;
        }
        break;
      case 'thematicBreak':
        this.#add(['hr']);
        break;
      case 'lineEnding':
        if (top.kind === 'codeFenced') top.text += '\n';
        else if (top.kind === 'codeText') this.#endCodeLine(top);
        else if (this.#isInline) this.#add(['br']);
        break;
      case 'link':
      case 'image':
        this.#push({node: [], kind: token.type, inner: this.#links > 0, address: '', title: ''});
        ++this.#links;
        break;
      case 'autolink':
        this.#push({node: [slice(token).slice(1, -1)], kind: 'link', inner: this.#links > 0, address: '', title: ''});
        ++this.#links;
        break;
      case 'resourceDestinationString':
        this.#push({node: [], kind: 'words', into: 'address', text: ''});
        break;
      case 'resourceTitleString':
        this.#push({node: [], kind: 'words', into: 'title', text: ''});
        break;
      case 'codeFencedFenceInfo':
        this.#push({node: [], kind: 'words', into: 'language', text: ''});
        break;
      case 'codeFencedFenceMeta':
        this.#push({node: [], kind: 'words', into: 'meta', text: ''});
        break;
      default:
        if (token.type in deepening) {
          ++this.#depth;
          this.#push({node: [...deepening[token.type]], kind: token.type, dropped: this.#depth > deepest});
        }
    }
  }

  exit(token, slice) {
    const top = this.#top;
    switch (token.type) {
      case 'data':
      case 'characterEscapeValue':
        this.#text(slice(token));
        break;
      case 'codeTextData':
        top.text += top.text.endsWith(' ') && this.#afterLine ? slice(token).trimStart() : slice(token);
        this.#afterLine = false;
        break;
      case 'codeFlowValue':
        top.text += slice(token).replace(/^[ \t]+/, withoutTabs);
        break;
      case 'autolinkProtocol':
        top.address = slice(token);
        break;
      case 'autolinkEmail':
        top.address = `mailto:${slice(token)}`;
        break;
      case 'paragraph':
        this.#pop();
        this.#add(['p', ...top.node]);
        break;
      case 'atxHeading':
      case 'setextHeading':
        if (top.node.at(-1)?.[0] === 'br') top.node.pop(); // the end of its last line
        this.#close();
        this.#close();
        break;
      case 'codeText':
        this.#pop();
        this.#add(['c', this.shield.restored(top.text)]);
        break;
      case 'codeFencedFence':
        top.fences = (top.fences ?? 0) + 1;
        break;
      case 'codeFenced': {
        this.#pop();
        let {text} = top;
        if (text.startsWith('\n')) text = text.slice(1);
        if (text.endsWith('\n')) text = text.slice(0, -1);
        this.#add(['code', this.shield.restored(top.language).slice(0, longestLanguage), this.shield.restored(text)]);
        break;
      }
      case 'hardBreakEscape':
      case 'hardBreakTrailing':
        break; // the end of the line follows
      case 'link':
      case 'image':
      case 'autolink':
        this.#closeLink(token.type === 'image');
        break;
      case 'resourceDestinationString':
      case 'resourceTitleString':
      case 'codeFencedFenceInfo':
      case 'codeFencedFenceMeta':
        this.#pop();
        this.#top[top.into] = top.text;
        break;
      case 'listOrdered':
      case 'listUnordered':
        if (top.kind === 'item') this.#close();
        --this.#depth;
        this.#close();
        break;
      default:
        if (token.type in deepening) {
          --this.#depth;
          this.#close();
        }
    }
  }

  get #top() {
    return this.#open.at(-1);
  }

  /// Words stand here, not only what stands below one another.
  get #isInline() {
    return !['item', 'blockQuote', 'listOrdered', 'listUnordered', 'words', undefined].includes(this.#top.kind);
  }

  #push(part) {
    this.#open.push(part);
  }

  #pop() {
    return this.#open.pop();
  }

  #add(node) {
    this.#top.node.push(node);
  }

  /// Nodes that find their place among what is there already.
  #spill(nodes) {
    const into = this.#top.node;
    const first = this.#firstChild;
    for (const node of nodes) {
      if (node === '') continue;
      if (typeof node === 'string' && into.length > first && typeof into.at(-1) === 'string') into[into.length - 1] += node;
      else into.push(node);
    }
  }

  /// Where the children of an open part begin.
  get #firstChild() {
    const {kind} = this.#top;
    if (kind === undefined || kind === 'paragraph' || links.has(kind)) return 0;
    return kind === 'listOrdered' ? 2 : 1;
  }

  /// Blanks around it are part of it.
  #endCodeLine(part) {
    part.text = `${part.text.trimEnd()} `;
    this.#afterLine = true;
  }

  #text(text) {
    const top = this.#top;
    if (top.kind === 'words') top.text += text;
    else if (this.#isInline) this.#spill(this.shield.nodes(text, this.#links > 0));
  }

  #close() {
    const first = this.#firstChild;
    const {node, dropped} = this.#pop();
    if (dropped) this.#spill(node.slice(first));
    else if (node.length > first || !['b', 'i', 's'].includes(node[0])) this.#add(node);
  }

  #closeLink(isImage) {
    const {node, inner, ...link} = this.#pop();
    --this.#links;
    const address = this.shield.restored(link.address);
    const title = this.shield.restored(link.title);
    if (inner) {
      this.#spill(node);
    } else if (!isSafeAddress(address)) {
      // What was said in the guise of a link is not lost: "[notice](must be read)".
      this.#spill([isImage ? '![' : '[', ...node, title === '' ? `](${address})` : `](${address} "${title}")`]);
    } else {
      const said = plainText(node);
      this.#add(['a', address, ...(said.trim() === '' || isMisleading(said, address) ? [address] : node)]);
    }
  }
}

/// Line by line, as it was written.
function plainParagraph(shield) {
  const paragraph = ['p'];
  shield.text.split('\n').forEach((line, at) => {
    if (at > 0) paragraph.push(['br']);
    let words = '';
    for (const node of shield.nodes(line, false)) {
      if (typeof node === 'string') {
        words += node;
        continue;
      }
      if (words !== '') paragraph.push(words);
      paragraph.push(node);
      words = '';
    }
    if (words !== '') paragraph.push(words);
  });
  return paragraph;
}

/// CommonMark without HTML, references and indented code, with `~~`, and with each line break kept;
/// addresses and mentions where they stand. A text that is too long, or has more marks than a person
/// writes, is a paragraph as it is.
/// @param names {MentionNames} who may be mentioned
export function parseMessage(text, names = nobody) {
  if (text.length > longestMarkdown) return [['p', ...text.split('\n').flatMap((line, at) => (at > 0 ? [['br'], line] : [line]))]];
  const shield = new Shield(text, names);
  if (!shield.isPlain) {
    const builder = new TreeBuilder(shield);
    const events = postprocess(newParser().document().write(preprocess()(shield.text, undefined, true)));
    for (const [what, token, context] of events) builder[what](token, (part) => context.sliceSerialize(part));
    if (builder.tree.length > 0) return builder.tree;
  }
  return [plainParagraph(shield)];
}
