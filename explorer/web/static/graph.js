// The picture of a neighbourhood. The list below it is what it draws: each step fetches the page
// anew, takes its list, and moves on from where the picture was.

import { renew } from "./explorer.js";
import { look, seeded } from "./look.js";
import { cytoscape } from "./vendor/graph.js";

const PARTS = ["#title", "#told", "#compared", "#kept", "#choices", "#saved", "#hidden", "#near", "#rest", "#foot", ".tongue > div"];
const near = document.getElementById("near");
const stage = document.getElementById("stage");
const form = document.getElementById("state");
const filters = document.getElementById("filters");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const pins = new Map(); // where methods were put by hand
const opened = new Set(); // items of the list that show what is in them
const NAMED = 8; // relations of the chosen method that have their words in the picture; more do when pointed at
let chosen = near.dataset.focus;
let cy;

const item = (id) => document.getElementById(`m-${id}`);
const items = () => [...near.children];

// What the list says: its methods, and every relation where it comes first.
function listed() {
  const nodes = items().map((one) => ({
    id: one.dataset.id,
    family: one.dataset.family,
    name: one.querySelector(".entry a").textContent,
    more: Number(one.dataset.more),
    distance: Number(one.dataset.distance),
  }));
  const edges = items().flatMap((one) =>
    [...one.querySelectorAll("[data-stroke]")].map((line) => {
      const ends = [one.dataset.id, line.dataset.id];
      const [source, target] = "back" in line.dataset ? ends.reverse() : ends;
      const { stroke, said = line.querySelector("b").textContent } = line.dataset;
      const inferred = "inferred" in line.dataset;
      const id = [source, stroke, target].join(" ");
      return { id, source, target, stroke, inferred, said };
    }),
  );
  return { nodes, edges };
}

// The look -------------------------------------------------------------------------------------------

// Read the colours of the sheet: they change with the scheme.
function colours() {
  const probe = document.body.appendChild(document.createElement("i"));
  const read = (name, family = "") => {
    probe.className = family;
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const families = new Map(items().map((one) => [one.dataset.family, read("family", one.dataset.family)]));
  const ink = Object.fromEntries(["paper", "ink", "soft", "edge", "rubric"].map((name) => [name, read(name)]));
  probe.remove();
  return { families, ...ink };
}

const style = () => look(colours(), getComputedStyle(document.body).fontFamily);

// Drawing --------------------------------------------------------------------------------------------

function draw() {
  cy.nodes().stop(false, true); // what still moves arrives at once
  const { nodes, edges } = listed();
  const held = new Set([...nodes, ...edges].map((one) => one.id));
  const first = cy.nodes().empty();
  const old = cy.nodes().filter((node) => held.has(node.id()));
  const origin = cy.getElementById(chosen);
  cy.batch(() => {
    cy.elements().filter((one) => !held.has(one.id())).remove();
    const around = origin.nonempty() ? origin.position() : { x: 0, y: 0 };
    for (const [group, all] of [["nodes", nodes], ["edges", edges]]) {
      for (const [place, data] of all.entries()) {
        const known = cy.getElementById(data.id);
        // on a spiral: where several stand on one spot, lines between them have no ends
        const angle = 2.4 * place, radius = 25 * Math.sqrt(place);
        const start = { x: around.x + radius * Math.cos(angle), y: around.y + radius * Math.sin(angle) };
        if (known.nonempty()) known.data(data);
        else cy.add({ group, data, position: { ...(pins.get(data.id) ?? start) } });
      }
    }
    cy.nodes().forEach((node) => { node.toggleClass("pinned", pins.has(node.id())); });
    for (const [id, position] of pins) cy.getElementById(id).position({ ...position });
  });
  if (first || old.length < cy.nodes().length) arrange(first ? cy.collection() : old);
  else cy.fit(undefined, 40);
  mark();
}

// Find places for all that does not stay where it is; what was put by hand always stays.
function arrange(staying) {
  const fixed = new Map([...pins].filter(([id]) => cy.getElementById(id).nonempty()));
  staying.forEach((node) => fixed.set(node.id(), { ...node.position() }));
  const before = new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }]));
  const chance = Math.random;
  Math.random = seeded(); // the same methods always come to the same places
  cy.layout({
    name: "fcose", quality: "proof", randomize: staying.empty(), animate: false, fit: false,
    nodeDimensionsIncludeLabels: true, idealEdgeLength: 85, nodeRepulsion: 6000,
    fixedNodeConstraint: [...fixed].map(([nodeId, position]) => ({ nodeId, position })),
  }).run();
  Math.random = chance;
  const moving = staying.nonempty() && !still;
  cy.nodes().forEach((node) => {
    // a name below its sign moves the middle of the two: what is fixed goes back exactly
    const position = fixed.get(node.id()) ?? { ...node.position() };
    if (!moving || fixed.has(node.id())) return node.position(position);
    node.position(before.get(node.id())).animate({ position }, { duration: 200 });
  });
  if (!moving) return cy.fit(undefined, 40);
  setTimeout(() => cy.animate({ fit: { padding: 40 } }, { duration: 200 }), 200);
}

function mark() {
  cy.elements().removeClass("chosen lit said");
  const node = cy.getElementById(chosen);
  node.addClass("chosen");
  const lit = node.connectedEdges().addClass("lit");
  if (lit.length <= NAMED) lit.addClass("said");
}

// Choose a method: the picture, the list and what stands beside them agree.
function choose(id) {
  const one = item(id);
  if (!one) return;
  chosen = id;
  const link = one.querySelector(".entry a").cloneNode(true);
  link.removeAttribute("tabindex");
  document.getElementById("chosen").replaceChildren(link);
  const card = one.querySelector(".stack").cloneNode(true);
  for (const part of card.querySelectorAll("[tabindex], [role]")) { part.removeAttribute("tabindex"); part.removeAttribute("role"); }
  for (const line of card.querySelectorAll(".joined > li:not([data-stroke])")) {
    // the reason stands where the relation comes first
    const same = [...item(line.dataset.id).querySelectorAll(`[data-id="${id}"]`)];
    const stroke = line.querySelector("use").getAttribute("href");
    const reason = same.find((other) => other.querySelector("use").getAttribute("href") === stroke)?.querySelector("p");
    if (reason) line.append(reason.cloneNode(true));
  }
  document.getElementById("panel").replaceChildren(...card.childNodes);
  document.querySelector("[data-do=pin]").ariaPressed = String(pins.has(id));
  for (const other of items()) other.ariaSelected = String(other === one);
  if (!near.contains(document.activeElement)) rove(one);
  if (cy) {
    mark();
    const at = cy.getElementById(id), box = cy.extent(), { x, y } = at.position();
    if (x < box.x1 || x > box.x2 || y < box.y1 || y > box.y2) cy.center(at);
  }
}

// Go to another state of the page, one after the other: each step takes the state as it then is.
let turn = Promise.resolve();
let shown = location.pathname + location.search;
function go(address, keep = true) {
  const take = () => step(typeof address === "function" ? address() : address, keep);
  turn = turn.then(take, take);
  return turn;
}

async function step(address, keep) {
  const focused = document.activeElement;
  const held = focused.closest("#near > li")?.id;
  const place = items().findIndex((one) => one.id === held);
  const aside = focused.closest("#panel, #hidden, #rest");
  stage.ariaBusy = "true";
  let answer;
  try {
    answer = await fetch(address);
    await renew(answer, PARTS);
  } catch {
    // as it is without script; the address that is shown would only move to its fragment
    const { pathname, search } = new URL(address, location);
    if (pathname + search === location.pathname + location.search) location.reload();
    else location.assign(address);
    return;
  }
  const { pathname, search } = new URL(answer.url);
  if (keep && pathname + search !== shown) history.pushState({ steps: steps() + 1 }, "", pathname + search + pinned());
  shown = pathname + search;
  stage.ariaBusy = "false";
  near.dataset.focus = items()[0].dataset.id;
  reveal();
  plant();
  draw();
  speak();
  choose(item(chosen) ? chosen : near.dataset.focus);
  if (held) (document.getElementById(held) ?? items()[place] ?? items().at(-1)).focus({ preventScroll: true });
  else if (aside && !document.body.contains(focused)) document.querySelector("#chosen a").focus({ preventScroll: true });
}

function press(button) {
  const { name, value } = button;
  return go(() => {
    const asked = new URLSearchParams(new FormData(form));
    asked.append(name, value);
    return `${form.action}?${asked}`;
  });
}

const open = (id) => { const more = item(id)?.querySelector("button[name=open]"); if (more) press(more); };

// The list as a tree with one stop of the Tab key ----------------------------------------------------

function plant() {
  near.role = "tree";
  for (const one of items()) {
    one.role = "treeitem";
    one.ariaExpanded = String(opened.has(one.dataset.id));
    one.ariaLabel = `${one.querySelector(".entry").textContent} ${one.querySelector(".stack > p").textContent}`.replace(/\s+/g, " ").trim();
    const lines = one.querySelector(".joined");
    lines.role = "group";
    for (const line of lines.children) line.role = "treeitem";
    for (const part of one.querySelectorAll("a, button, [role=treeitem]")) part.tabIndex = -1;
    one.tabIndex = -1;
  }
}

// One stop of the Tab key: the item that is at hand, and where it is open its buttons after it.
function rove(to) {
  for (const one of near.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
  to.tabIndex = 0;
  const whole = to.closest("#near > li");
  if (whole.ariaExpanded === "true") for (const part of whole.querySelectorAll(".row > *")) part.tabIndex = 0;
}

function expand(one, wanted) {
  opened[wanted ? "add" : "delete"](one.dataset.id);
  one.ariaExpanded = String(wanted);
  rove(one);
}

function moved(one, key) {
  const above = one.parentElement.closest("[role=treeitem]");
  const visible = [...near.querySelectorAll("[role=treeitem]")].filter((other) => other.checkVisibility());
  const at = visible.indexOf(one);
  const moves = {
    ArrowDown: () => visible[at + 1],
    ArrowUp: () => visible[at - 1],
    Home: () => visible[0],
    End: () => visible.at(-1),
    ArrowLeft: () => above ?? expand(one, false),
    ArrowRight: () => (above ? null : one.ariaExpanded === "true" ? one.querySelector("[role=treeitem]") : expand(one, true)),
    Enter: () => (above ? item(one.dataset.id) : one.querySelector("button[name=open]") ? open(one.dataset.id) : expand(one, one.ariaExpanded !== "true")),
    Delete: () => { const hide = (above ?? one).querySelector("button[name=hide]"); if (hide) press(hide); },
  };
  if (key in moves) return { taken: true, to: moves[key]() };
  const after = [...visible.slice(at + 1), ...visible.slice(0, at)];
  const to = key.length === 1 && after.find((other) => other.parentElement === near && other.ariaLabel.toLowerCase().startsWith(key.toLowerCase()));
  return { taken: Boolean(to), to };
}

near.addEventListener("keydown", (event) => {
  const one = event.target;
  if (one.role !== "treeitem" || event.ctrlKey || event.metaKey || event.altKey) return;
  const { taken, to } = moved(one, event.key);
  if (taken) event.preventDefault();
  if (to instanceof Element) to.focus();
});
near.addEventListener("focusin", (event) => {
  const one = event.target.closest("[role=treeitem]");
  if (event.target === one) rove(one);
  choose((one.parentElement.closest("[role=treeitem]") ?? one).dataset.id);
});
near.addEventListener("click", (event) => {
  const entry = event.target.closest(".entry");
  if (!entry || event.target.closest("a")) return;
  expand(entry.parentElement, entry.parentElement.ariaExpanded !== "true");
  entry.parentElement.focus({ preventScroll: true });
});

// The names of other methods lead to them in the picture and the list.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#m-"]');
  if (!link) return;
  event.preventDefault();
  const inList = near.contains(link);
  choose(link.hash.slice(3));
  if (inList) item(chosen).focus();
  else document.querySelector("#chosen a").focus();
});

form.addEventListener("submit", (event) => { event.preventDefault(); press(event.submitter); });
const filter = () => go(`${filters.action}?${new URLSearchParams(new FormData(filters))}`);
filters.addEventListener("change", () => { if (filters.reportValidity()) filter(); });
filters.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
addEventListener("popstate", () => {
  if (location.pathname + location.search === shown) return; // only the fragment changed
  recall();
  go(location.href, false);
});

// What the address keeps beside the state: methods put by hand, as #pin=slug@x,y;...
function pinned() {
  return pins.size ? `#pin=${[...pins].map(([id, { x, y }]) => `${id}@${Math.round(x)},${Math.round(y)}`).join(";")}` : "";
}
function recall() {
  pins.clear();
  for (const [, id, x, y] of location.hash.matchAll(/([a-z0-9-]+)@(-?\d+),(-?\d+)/g)) pins.set(id, { x: Number(x), y: Number(y) });
}

// the same page in other languages keeps what was put by hand
function speak() {
  for (const link of document.querySelectorAll(".tongue a")) link.hash = pinned();
}

function pin(node, wanted) {
  if (wanted) pins.set(node.id(), { ...node.position() });
  else pins.delete(node.id());
  node.toggleClass("pinned", wanted);
  history.replaceState(history.state, "", location.pathname + location.search + pinned());
  speak();
  if (node.id() === chosen) document.querySelector("[data-do=pin]").ariaPressed = String(wanted);
}

// Saving ---------------------------------------------------------------------------------------------

function save(content, kind) {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href: address, download: `${near.dataset.focus}.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// The server's drawing, with every method where it is here.
async function svg(address) {
  const text = await (await fetch(address)).text();
  const [sheet] = text.match(/<style>[^]*<\/style>/); // the policy forbids it in a document that is read
  const made = new DOMParser().parseFromString(text.replace(sheet, "<desc/>"), "image/svg+xml");
  const at = (id) => cy.getElementById(id).position();
  for (const mark of made.querySelectorAll("g[data-id]")) {
    const { x, y } = at(mark.dataset.id), name = mark.querySelector("text");
    mark.setAttribute("transform", `translate(${Math.round(x)} ${Math.round(y)})`);
    const { name: whole, more } = cy.getElementById(mark.dataset.id).data();
    name.textContent = more ? `${whole} +${more}` : whole;
    for (const [key, value] of [["transform", "rotate(0)"], ["x", 0], ["y", 27], ["text-anchor", "middle"]]) name.setAttribute(key, value);
  }
  for (const line of made.querySelectorAll("path[data-from]")) {
    const one = at(line.dataset.from), other = at(line.dataset.to);
    const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
    const along = (share) => ["x", "y"].map((axis) => Math.round(one[axis] + (other[axis] - one[axis]) * share)).join(" ");
    line.setAttribute("d", `M${along(13 / length)}L${along(0.5)}L${along(1 - 13 / length)}`);
  }
  const { x1, y1, w, h } = cy.elements().boundingBox();
  const box = [x1 - 20, y1 - 20, w + 40, h + 40].map(Math.round);
  made.documentElement.setAttribute("viewBox", box.join(" "));
  made.documentElement.setAttribute("width", box[2]);
  made.documentElement.setAttribute("height", box[3]);
  save(new Blob([new XMLSerializer().serializeToString(made).replace("<desc/>", sheet)], { type: "image/svg+xml" }), "svg");
}

const ZOOM = { closer: 1.3, farther: 1 / 1.3 };
document.getElementById("graph").addEventListener("click", async (event) => {
  const control = event.target.closest("[data-do]");
  const wanted = control?.dataset.do;
  if (wanted === "back") history.back();
  if (wanted === "fit") cy.fit(undefined, 40);
  if (wanted in ZOOM) cy.zoom({ level: cy.zoom() * ZOOM[wanted], renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
  if (wanted === "pin") pin(cy.getElementById(chosen), !pins.has(chosen));
  if (wanted === "png") save(await cy.png({ full: true, scale: 2, bg: colours().paper, output: "blob-promise" }), "png");
  if (wanted === "svg") { event.preventDefault(); svg(control.href); }
  if (control?.closest("#saved")) control.closest("details").open = false;
});

// Beginning ------------------------------------------------------------------------------------------

// how many steps were taken on this page: Back does not leave it
const steps = () => history.state?.steps ?? 0;

// what only works with a script
function reveal() {
  for (const part of document.querySelectorAll("#bar [hidden], #stage, #pins, #keys")) part.hidden = false;
  document.querySelector("[data-do=back]").disabled = !steps();
}

reveal();
document.getElementById("still").hidden = true;
cy = cytoscape({ container: stage, minZoom: 0.25, maxZoom: 2.5, style: style(), boxSelectionEnabled: false, autounselectify: true });
cy.userZoomingEnabled(false); // the wheel moves the page until the picture is taken in hand
cy.on("tap", () => cy.userZoomingEnabled(true));
stage.addEventListener("pointerleave", () => cy.userZoomingEnabled(false));
// one finger beside the methods moves the page; two move the picture
stage.addEventListener("touchstart", (event) => {
  const { left, top } = stage.getBoundingClientRect(), [touch] = event.touches;
  const x = (touch.clientX - left - cy.pan().x) / cy.zoom(), y = (touch.clientY - top - cy.pan().y) / cy.zoom();
  const near = 14 / Math.min(1, cy.zoom());
  const met = cy.nodes().some((node) => Math.hypot(node.position("x") - x, node.position("y") - y) < near);
  if (event.touches.length === 1 && !met) event.stopPropagation();
}, { capture: true, passive: true });
cy.on("tap", "node", ({ target }) => { choose(target.id()); open(target.id()); });
cy.on("mouseover", "edge", ({ target }) => target.addClass("said"));
cy.on("mouseout", "edge", mark);
cy.on("dragfree", "node", ({ target }) => pin(target, true));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style()));
new ResizeObserver(() => cy.resize()).observe(stage);
recall();
plant();
draw();
speak();
choose(chosen);
stage.dataset.ready = "";
