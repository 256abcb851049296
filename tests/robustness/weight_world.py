"""Small trees and values for the tests of weights."""

import numpy as np
import pandas as pd

from feasibility.appraisal.value.tree import Tree

TWO = Tree(groups={"travel": 0.3, "cost": 0.7}, within={"travel": {"minutes": 1.0}, "cost": {"npc": 1.0}})
THREE = Tree(
    groups={"travel": 0.5, "cost": 0.3, "room": 0.2},
    within={"travel": {"minutes": 1.0}, "cost": {"npc": 1.0}, "room": {"seats": 1.0}},
)
DEEP = Tree(
    groups={"travel": 0.4, "cost": 0.3, "room": 0.2, "access": 0.1},
    within={
        "travel": {"minutes": 0.5, "worst": 0.3, "fair": 0.2},
        "cost": {"npc": 1.0},
        "room": {"seats": 0.6, "spare": 0.4},
        "access": {"steps": 0.7, "lifts": 0.3},
    },
)


def of_two() -> pd.DataFrame:
    """Two extremes and a compromise: travel alone makes ant first, cost alone bee, the middle cow."""
    return pd.DataFrame(
        {"minutes": [100.0, 0.0, 60.0], "npc": [0.0, 100.0, 60.0]}, index=pd.Index(["ant", "bee", "cow"], dtype=object)
    )


def at_random(tree: Tree, options: int, seed: int) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    middling = random.uniform(20, 80, (options, 1))
    points = np.clip(middling + random.normal(0, 20, (options, len(tree.shares))), 0, 100)
    return pd.DataFrame(points, index=[f"option-{i}" for i in range(options)], columns=list(tree.shares))
