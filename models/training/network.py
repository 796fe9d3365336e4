"""The student's network as ONNX with whole-number weights, as `songphasa.tagger` runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Floats = npt.NDArray[np.float32]

HIGHEST = 63
"""Weights are whole numbers of seven bits: products of eight with seven cannot overflow on processors without VNNI, so
all processors compute the same."""


class _Graph:
    """Nodes and constants of a graph; values are known by name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._numbers = count()

    def add(self, operator: str, *inputs: str, outputs: int = 1, **attributes: object) -> str | tuple[str, ...]:
        names = tuple(f"v{next(self._numbers)}" for _ in range(outputs))
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names if outputs > 1 else names[0]

    def constant(self, value: npt.NDArray[np.generic]) -> str:
        name = f"c{next(self._numbers)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name


def make_network(weights: Mapping[str, Floats], dilations: Sequence[int]) -> onnx.ModelProto:
    """The blocks of the network, `vectors` of words to `scores` of tags.

    Args:
        weights: see `training.student.Student.weights`.
        dilations: how far each block looks to both sides, in words; 0 looks at the same word elsewhere.

    Returns:
        A model that takes `vectors` [n, width], `places` [n], `same` [n], the number of each word among the document's
        distinct words, and `shares` [distinct, 1], one by the number of places of each; it gives `scores` [n, tags],
        log-probabilities.
    """
    graph = _Graph()
    width = weights["places"].shape[1]
    places = graph.add("Gather", graph.constant(weights["places"]), "places")
    hidden = graph.add("Add", "vectors", places)
    for block, dilation in enumerate(dilations):
        seen = _normed(graph, hidden)
        around = _around(graph, seen, dilation) if dilation else _elsewhere(graph, seen, width)
        inner = _product(graph, *around, weights[f"{block}.inner"], weights[f"{block}.inner_bias"])
        small = graph.add("DynamicQuantizeLinear", graph.add("Relu", inner), outputs=3)
        hidden = graph.add("Add", hidden, _product(graph, *small, weights[f"{block}.outer"]))
    out = graph.add("MatMul", _normed(graph, hidden), graph.constant(weights["out"]))
    graph.nodes.append(
        helper.make_node(
            "LogSoftmax", [graph.add("Add", out, graph.constant(weights["out_bias"]))], ["scores"], axis=-1
        )
    )
    return _model(graph, width, weights["out"].shape[1])


def _normed(graph: _Graph, hidden: str) -> str:
    """Rows brought to a root mean square of one."""
    square = graph.add("ReduceMean", graph.add("Mul", hidden, hidden), axes=[-1])
    root = graph.add("Sqrt", graph.add("Add", square, graph.constant(np.array(1e-5, np.float32))))
    return graph.add("Div", hidden, root)


def _around(graph: _Graph, seen: str, dilation: int) -> tuple[str, str, str]:
    """The rows before, the rows and the rows behind as whole numbers, with scale and zero point."""
    small, scale, zero = graph.add("DynamicQuantizeLinear", seen, outputs=3)
    border = graph.constant(np.array([dilation, 0, dilation, 0], np.int64))
    padded = graph.add("Pad", small, border, zero)
    ends = [graph.constant(np.array([at], np.int64)) for at in (0, -2 * dilation, 2 * dilation, 2**31)]
    before, behind = graph.add("Slice", padded, *ends[:2]), graph.add("Slice", padded, *ends[2:])
    return graph.add("Concat", before, small, behind, axis=1), scale, zero


def _elsewhere(graph: _Graph, seen: str, width: int) -> tuple[str, str, str]:
    """The rows and the mean of the rows with the same word as whole numbers, with scale and zero point."""
    distinct = graph.add(
        "Slice", graph.add("Shape", "shares"), *(graph.constant(np.array([k], np.int64)) for k in (0, 1))
    )
    shape = graph.add("Concat", distinct, graph.constant(np.array([width], np.int64)), axis=0)
    zeros = graph.add("ConstantOfShape", shape, value=numpy_helper.from_array(np.zeros(1, np.float32)))
    at = graph.add("Unsqueeze", "same", graph.constant(np.array([1], np.int64)))
    means = graph.add("Mul", graph.add("ScatterND", zeros, at, seen, reduction="add"), "shares")
    both = graph.add("Concat", seen, graph.add("Gather", means, "same"), axis=1)
    return graph.add("DynamicQuantizeLinear", both, outputs=3)


def _product(graph: _Graph, small: str, scale: str, zero: str, weights: Floats, bias: Floats | None = None) -> str:
    """Whole numbers with scale and zero point times weights, rounded by column."""
    steps = np.abs(weights).max(0) / HIGHEST + np.float32(1e-12)
    rounded = np.rint(weights / steps).astype(np.int8)
    sums = graph.add("MatMulInteger", small, graph.constant(rounded), zero)
    factor = graph.add("Mul", scale, graph.constant(steps.astype(np.float32)))
    product = graph.add("Mul", graph.add("Cast", sums, to=TensorProto.FLOAT), factor)
    return product if bias is None else graph.add("Add", product, graph.constant(bias))


def _model(graph: _Graph, width: int, tags: int) -> onnx.ModelProto:
    value = helper.make_tensor_value_info
    inputs = [
        value("vectors", TensorProto.FLOAT, ["n", width]),
        value("places", TensorProto.INT64, ["n"]),
        value("same", TensorProto.INT64, ["n"]),
        value("shares", TensorProto.FLOAT, ["distinct", 1]),
    ]
    made = helper.make_graph(
        graph.nodes, "tagger", inputs, [value("scores", TensorProto.FLOAT, ["n", tags])], graph.constants
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
