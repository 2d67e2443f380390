// The search of a copy of the site: an index of all names, read once, and looked through here.

const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]/g;
const WORD = /[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}])+/gu;
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i;
const MOST = 12; // hits of one type
const SHORTEST = 4; // letters of a word that can be misspelt

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
  const words = new Set();
  const spellings = rules(index.spellings);
  const things = index.things.map((thing) => {
    const texts = thing.texts.map(([role, text]) => ({ role, text, words: split(text, spellings) }));
    for (const text of texts) if (text.role !== "doi") for (const word of text.words) words.add(word);
    return { ...thing, texts };
  });
  return { ...index, things, spellings, words: [...words] };
}

const begins = (words, start) => words.some((word) => word.startsWith(start));

// how well a thing fits, 0 for not at all, and the text that says so
function weigh(thing, asked) {
  const all = thing.texts.flatMap((text) => (text.role === "doi" ? [] : text.words));
  if (!asked.every((word) => begins(all, word))) return [0];
  const whole = asked.join(" ");
  let best = [1, thing.texts.find((text) => begins(text.words, asked[0]))];
  for (const [place, text] of thing.texts.entries()) {
    if (text.role === "doi" || !asked.every((word) => begins(text.words, word))) continue;
    const said = text.words.join(" ");
    const near = said === whole ? 3 : said.startsWith(whole) ? 2 : 1;
    const own = ["name", "alias", "acronym"].includes(text.role) ? 40 : 0;
    const score = own + near * 10 - place / 1000;
    if (score > best[0]) best = [score, text];
  }
  return best;
}

// what a word that nothing begins with may have been
function guess(words, asked) {
  if (asked.length < SHORTEST || begins(words, asked)) return asked;
  const slips = asked.length < 7 ? 1 : 2;
  const near = words
    .filter((word) => Math.abs(word.length - asked.length) <= slips)
    .map((word) => [far(asked, word), word])
    .filter(([least]) => least <= slips)
    .sort(([one, a], [other, b]) => one - other || (a[0] !== asked[0]) - (b[0] !== asked[0]));
  return near.length ? near[0][1] : asked;
}

// the hits for some words, the best first, and the words as they were read
export function find(index, text) {
  const doi = text.trim().match(DOI)?.[1].toLowerCase();
  const asked = doi ? [] : split(text, index.spellings).slice(0, 8);
  const read = asked.map((word) => guess(index.words, word));
  const hits = index.things
    .map((thing) => {
      if (!doi) return [...weigh(thing, read), thing];
      const held = thing.texts.find((said) => said.role === "doi" && said.text === doi);
      return [held ? 1 : 0, held, thing];
    })
    .filter(([score]) => score && (doi || asked.length))
    .sort(([one], [other]) => other - one)
    .map(([, matched, thing]) => ({ thing, matched }));
  return { hits, read: read.join(" "), guessed: read.some((word, place) => word !== asked[place]) };
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
  const { hits, read, guessed } = find(index, text);
  const types = new Map();
  for (const hit of hits) types.set(hit.thing.type, [...(types.get(hit.thing.type) ?? []), hit]);
  document.getElementById("found").replaceChildren(...[...types].map(([type, held]) => section(type, held, index)));
  document.getElementById("every").hidden = hits.length > 0;
  const told = document.getElementById("told");
  told.hidden = hits.length > 0 && !guessed;
  told.textContent = (hits.length ? index.guessed : index.nothing).replace("{words}", hits.length ? read : text);
}

const form = globalThis.document?.getElementById("finding");
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
  field.value = new URL(location).searchParams.get("q") ?? "";
  look();
}
