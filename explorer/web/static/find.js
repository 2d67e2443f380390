// The search of a copy of the site: an index of all names, read once, and looked through here.

const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]/g;
const WORD = /[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}])+/gu;
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i;
const MOST = 12; // hits of one type
const SHORTEST = 4; // letters of a word that can be misspelt
const GUESSES = 3; // words that one misspelt word may have been
const VARIANT = /^(?:k|l|m|t|h|s|qu|v)[iy]$/; // Vietnamese spells quy and qui, tỷ and tỉ
const CALLED = ["name", "alias", "acronym"];

// text without case and diacritics, as explorer/model/words.py has it, and its words in one spelling by given rules
export const fold = (text) =>
  text.toLowerCase().replaceAll("ß", "ss").replaceAll("đ", "d").normalize("NFD").replace(MARKS, "");
export const split = (text, spellings) =>
  (fold(text).match(WORD) ?? []).map((word) =>
    spellings.reduce((told, [rule, written]) => told.replace(rule, written), word),
  );
export const rules = (spellings) => spellings.map(([rule, written]) => [new RegExp(rule, "gu"), written]);

// how many letters are wrong, two that changed places counting as one
export function far(one, other) {
  let before, last, now = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    [before, last, now] = [last, now, [i]];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        now[j] = Math.min(now[j], before[j - 2] + 1);
      }
    }
  }
  return now[other.length];
}

// the things of an index with their words, ready to be looked through
export function read(index) {
  const words = new Set(), called = new Set();
  const spellings = rules(index.spellings), roots = rules(index.roots);
  const things = index.things.map((thing) => {
    const texts = thing.texts.map(([role, text]) => ({ role, text, held: split(text, spellings).join(" ") }));
    const held = texts.flatMap((text) => (text.role === "doi" ? [] : text.held.split(" ")));
    for (const word of held) words.add(word);
    for (const text of texts) if (CALLED.includes(text.role)) called.add(text.held);
    return { ...thing, texts, held };
  });
  return { ...index, things, spellings, roots, called, words: [...words].sort() };
}

const begins = (words, start) => words.some((word) => (start.length > 1 ? word.startsWith(start) : word === start));

// how words stand in a text, and how well a thing fits them by which text, as explorer/search/rank.py has it
function fit(held, asked, read, same) {
  if (held === asked) return same;
  const brief = Math.floor(Math.min(held.length, 200) / 25) / 2;
  if (held.startsWith(asked)) return 16 - brief;
  const stands = (end) => read.filter((may) => may.some((word) => ` ${held} `.includes(` ${word}${end}`))).length;
  const part = stands("") / read.length;
  if (part < 1) return -80 * (1 - part) - brief;
  return (` ${held}`.includes(` ${asked}`) ? 10 : 4) + (4 * stands(" ")) / read.length - brief;
}

function weigh(thing, asked, read, { worth, types, same, known }) {
  let best = [-100];
  for (const text of thing.texts) {
    if (text.role === "doi") continue;
    const score = worth[text.role] + fit(text.held, asked, read, same);
    if (score > best[0]) best = [score, text];
  }
  return [best[0] + types[thing.type] + known * (thing.weight ?? 0), best[1]];
}

// what a word may be: with the other letter of Vietnamese, without its plural, or what is near where nothing begins so
function guesses({ words, roots }, asked) {
  if (VARIANT.test(asked)) return [asked, asked.slice(0, -1) + (asked.endsWith("y") ? "i" : "y")];
  const root = roots.map(([rule, written]) => asked.replace(rule, written)).find((told) => told !== asked);
  if (words.includes(root)) return [asked, root];
  if (words.some((word) => word.startsWith(asked))) return [asked];
  if (asked.length < SHORTEST || /^\d+$/.test(asked)) return [];
  const slips = asked.length < 7 ? 1 : 2;
  const known = words.filter((word) => word.length >= SHORTEST - 1 && /^\p{L}+$/u.test(word));
  for (const first of [true, false]) {
    const pool = known.filter((word) => (word[0] === asked[0]) === first);
    const longer = pool.filter((word) => word.length > asked.length).map((word) => word.slice(0, asked.length));
    for (const starts of [pool.filter((word) => Math.abs(word.length - asked.length) <= slips), [...new Set(longer)]]) {
      const near = starts.map((word) => [far(asked, word), word]).filter(([wrong]) => wrong <= slips);
      const least = Math.min(...near.map(([wrong]) => wrong));
      if (near.length) return near.filter(([wrong]) => wrong === least).map(([, word]) => word).slice(0, GUESSES);
    }
  }
  return [];
}

// the hits for some words, the best first, and how the words were read: `partial` where no thing has all of them
export function find(index, text) {
  const doi = text.trim().match(DOI)?.[1].toLowerCase();
  if (doi) {
    const hits = index.things
      .map((thing) => ({ thing, matched: thing.texts.find((said) => said.role === "doi" && said.text === doi) }))
      .filter(({ matched }) => matched)
      .sort(({ thing: one }, { thing: other }) => (other.type === "paper") - (one.type === "paper"));
    if (hits.length) return { hits };
  }
  const asked = split(text, index.spellings).slice(0, 8);
  const may = asked.map((word) => guesses(index, word)), read = may.filter((one) => one.length);
  const mended = read.map((one) => one.at(-1)).join(" "), typed = asked.join(" ");
  const phrase = index.called.has(mended) && !index.called.has(typed) ? mended : typed;
  const having = (every) =>
    index.things.filter(({ held }) => read.length && read[every]((one) => one.some((word) => begins(held, word))));
  const starts = ({ texts }) => texts.some((one) => CALLED.includes(one.role) && one.held.startsWith(phrase));
  const whole = phrase ? [...new Set([...index.things.filter(starts), ...having("every")])] : [];
  const partial = !whole.length && read.length > 1;
  const hits = (partial ? having("some") : whole)
    .map((thing) => [...weigh(thing, phrase, read, index.rank), thing])
    .sort(([one], [other]) => other - one)
    .map(([, matched, thing]) => ({ thing, matched }));
  const best = hits[0]?.matched.held.split(" ") ?? [];
  const kept = asked.filter((_, place) => may[place].length);
  const guessed = !partial && kept.some((word, place) => !read[place].includes(word));
  const said = guessed ? read.map((one) => one.find((word) => begins(best, word)) ?? one[0]).join(" ") : "";
  return { hits, partial, guessed: said, ignored: asked.filter((_, place) => !may[place].length).join(" ") };
}

function made(tag, attributes, ...inside) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...inside.filter(Boolean));
  return element;
}

function sign(family) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg"), use = document.createElementNS(space, "use");
  svg.setAttribute("class", `sign ${family}`);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#sign-${family}`);
  svg.append(use);
  return svg;
}

function line({ thing, matched }, why) {
  const link = made("a", { href: `${thing.type}/${thing.id}.html`, lang: thing.lang ?? "" }, thing.name);
  if (!thing.lang) link.removeAttribute("lang");
  const family = thing.type === "family" ? thing.id : thing.family;
  const reason = matched.text !== thing.name && made("p", {}, `${why[matched.role]}: `, made("b", {}, matched.text));
  return made("li", {}, family && sign(family), link, thing.note && made("p", {}, thing.note), reason);
}

function section(type, hits, index) {
  const title = made("h2", { id: `of-${type}` }, index.groups[type]);
  const list = made("ol", { className: "entries hits" }, ...hits.slice(0, MOST).map((hit) => line(hit, index.why)));
  const whole = made("section", { className: "section tight" }, made("div", { className: "side" }, title), list);
  whole.setAttribute("aria-labelledby", title.id);
  return whole;
}

function show(index, text) {
  const { hits, partial, guessed, ignored } = find(index, text);
  const types = new Map();
  for (const hit of hits) types.set(hit.thing.type, [...(types.get(hit.thing.type) ?? []), hit]);
  document.getElementById("found").replaceChildren(...[...types].map(([type, held]) => section(type, held, index)));
  document.getElementById("every").hidden = hits.length > 0;
  const say = (what, words) => words && what.replace("{words}", () => words);
  const said = hits.length
    ? [partial && index.partial, say(index.guessed, guessed), say(index.ignored, ignored)].filter(Boolean)
    : [say(index.nothing, text)];
  told.hidden = !said.length;
  told.textContent = said.join(" ");
}

const [form, told] = ["finding", "told"].map((id) => globalThis.document?.getElementById(id));
if (form) {
  const field = form.querySelector("[name=q]");
  let index;
  const look = async () => {
    const text = field.value.trim();
    if (!text) return;
    index ??= read(await (await fetch(form.dataset.index)).json());
    show(index, text);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location);
    address.searchParams.set("q", field.value);
    history.replaceState(null, "", address);
    look();
  });
  told.textContent = told.dataset.said;
  field.value = new URL(location).searchParams.get("q") ?? "";
  look();
}
