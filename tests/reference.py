"""What many tests speak of."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# last, so that `benchmarks` is found here but the package itself comes from the wheel
sys.path.append(str(ROOT))
PAIR = ["fine-tuned-semantic-segmentation", "fine-tuned-convolutional-neural-network"]
COMPARE = "compare?" + "&".join(f"method={slug}" for slug in PAIR)
SMALL = ROOT / "tests" / "small"
