"""How walks over methods are drawn: the strokes of relations, and where things stand."""
