"""Networks in ONNX files, run on one core by onnxruntime (https://onnxruntime.ai)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[np.generic]]


def load_network(path: Path) -> Callable[[Arrays], Any]:
    """A function from the inputs of the network by name to its only output.

    One thread, since a batch job has a worker a core, and so that results do not depend on the machine's load.

    Raises:
        OSError: the file is not there.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; warnings speak of the graph, not of the data
    session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    return lambda inputs: cast("list[Any]", session.run(None, dict(inputs)))[0]
