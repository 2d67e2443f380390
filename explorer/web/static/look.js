// How methods and relations look in a picture of cytoscape, on the site and in notebooks.

const POINTS = {
  decision: "-0.35 -1 0.35 -1 0.35 -0.35 1 -0.35 1 0.35 0.35 0.35 0.35 1 -0.35 1 -0.35 0.35 -1 0.35 -1 -0.35 -0.35 -0.35",
  "evidence-synthesis": "-1 -0.9 1 -0.9 0 1",
  "time-space-networks": "-0.17 -1 0.17 -1 0.17 -0.3 0.8 -0.62 0.95 -0.33 0.34 0 0.95 0.33 0.8 0.62 0.17 0.3 0.17 1 -0.17 1 -0.17 0.3 -0.8 0.62 -0.95 0.33 -0.34 0 -0.95 -0.33 -0.8 -0.62 -0.17 -0.3",
};
const SHAPES = { "machine-learning": "rectangle", "causal-inference": "triangle", measurement: "diamond" };
const STROKES = {
  specialises: { "target-arrow-shape": "triangle", "target-arrow-fill": "hollow" },
  extends: { "target-arrow-shape": "triangle" },
  component: { "source-arrow-shape": "diamond" },
  supersedes: { "target-arrow-shape": "chevron", "mid-target-arrow-shape": "chevron" },
  alternative: { "line-style": "dashed", "line-dash-pattern": [7, 5] },
  usedwith: { "line-style": "dashed", "line-dash-pattern": [1.6, 4], "source-arrow-shape": "circle", "target-arrow-shape": "circle" },
  contrasts: { "line-style": "dashed", "line-dash-pattern": [8, 3, 2, 3], "mid-target-arrow-shape": "tee", "mid-source-arrow-shape": "tee" },
  related: { width: 1 },
};

// The style of a picture in these colours, those of `families` by their slugs.
export function look({ families, paper, ink, soft, edge, rubric }, font) {
  const arrows = Object.fromEntries(
    ["source", "target", "mid-source", "mid-target"].map((end) => [`${end}-arrow-color`, edge]),
  );
  return [
    { selector: "node", style: {
      width: 15, height: 15, label: (node) => node.data("name") + (node.data("more") ? `  +${node.data("more")}` : ""),
      color: ink, "font-family": font, "font-size": 13, "text-wrap": "wrap", "text-max-width": 120, "text-valign": "bottom", "text-margin-y": 4,
      "text-outline-color": paper, "text-outline-width": 2.5, "min-zoomed-font-size": 7, "background-color": (node) => families.get(node.data("family")) ?? soft,
      shape: (node) => SHAPES[node.data("family")] ?? (POINTS[node.data("family")] ? "polygon" : "ellipse"),
    } },
    ...Object.entries(POINTS).map(([family, points]) => ({ selector: `[family = "${family}"]`, style: { "shape-polygon-points": points } })),
    { selector: '[family = "qualitative"]', style: { "background-opacity": 0, "border-width": 4, "border-color": families.get("qualitative") ?? soft } },
    { selector: "[distance > 1]", style: { color: soft, width: 12, height: 12 } },
    { selector: "[distance = 0]", style: { width: 20, height: 20, "font-weight": 700, "outline-width": 2.5, "outline-color": rubric, "outline-offset": 5 } },
    { selector: ".pinned", style: { "font-style": "italic", "border-width": 2, "border-color": ink } },
    { selector: ".chosen", style: { color: ink, "outline-width": 2, "outline-color": ink, "outline-offset": 4 } },
    { selector: "[distance = 0].chosen", style: { "outline-width": 4, "outline-color": rubric, "outline-offset": 5 } },
    { selector: "edge", style: { width: 1.4, "curve-style": "bezier", "line-color": edge, "arrow-scale": 0.9, ...arrows } },
    ...Object.entries(STROKES).map(([stroke, style]) => ({ selector: `[stroke = "${stroke}"]`, style })),
    { selector: "[?inferred]", style: { width: 1, "line-style": "dashed", "line-dash-pattern": [2, 3], opacity: 0.75 } },
    { selector: "edge.lit", style: { width: 2.2, opacity: 1 } },
    { selector: "edge.said", style: {
      label: "data(said)", color: ink, "font-family": font, "font-size": 11, "text-rotation": "autorotate", "text-margin-y": -8,
      "text-outline-color": paper, "text-outline-width": 2.5, "min-zoomed-font-size": 7,
    } },
  ];
}

// A row of numbers that is the same each time (the generator mulberry32).
export function seeded() {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
