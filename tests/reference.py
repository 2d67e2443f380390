"""What many tests speak of."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PAIR = ["fine-tuned-semantic-segmentation", "fine-tuned-convolutional-neural-network"]
COMPARE = "compare?" + "&".join(f"method={slug}" for slug in PAIR)
