"""Croissant metadata of a run (https://docs.mlcommons.org/croissant/, version 1.0), for other readers than `datasets`.

A record set a view of the dataset, a field a column; files are meant by patterns below the run's folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasets import Features

Json = dict[str, Any]

_CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification asks for, appendix 1."""

_TYPES = {
    "string": "sc:Text",
    "bool": "sc:Boolean",
    "float64": "sc:Float",
    "int32": "sc:Integer",
    "int64": "sc:Integer",
}


def croissant(name: str, about: str, licence: str, views: Mapping[str, Features]) -> Json:
    """The metadata.

    Args:
        name: of the dataset.
        about: what it is, in a sentence.
        licence: of its texts.
        views: the columns of each folder below `data`.
    """
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "description": about,
        "license": licence,
        "distribution": [_files(view) for view in views],
        "recordSet": [_records(view, features) for view, features in views.items()],
    }


def _files(view: str) -> Json:
    pattern = {"encodingFormat": "application/x-parquet", "includes": f"data/{view}/*.parquet"}
    return {"@type": "cr:FileSet", "@id": f"files-{view}", "name": f"files-{view}", **pattern}


def _records(view: str, features: Features) -> Json:
    fields = [_field(view, column, feature) for column, feature in features.items()]
    return {"@type": "cr:RecordSet", "@id": view, "name": view, "field": fields}


def _field(view: str, column: str, feature: Any) -> Json:  # noqa: ANN401
    """A column; lists are repeated fields, those of spans repeated ones with a part a value of a span."""
    from datasets import List

    repeated = {"repeated": True} if isinstance(feature, List) else {}
    inner = feature.feature if isinstance(feature, List) else feature
    source = {"fileSet": {"@id": f"files-{view}"}, "extract": {"column": column}}
    named = {"@type": "cr:Field", "@id": f"{view}/{column}", "name": column}
    if not isinstance(inner, dict):
        return {**named, "dataType": _type(inner), "source": source, **repeated}
    parts = [
        {
            "@type": "cr:Field",
            "@id": f"{view}/{column}/{part}",
            "name": part,
            "dataType": _type(of),
            "source": {**source, "transform": {"jsonPath": part}},
        }
        for part, of in inner.items()
    ]
    return {**named, **repeated, "subField": parts}


def _type(feature: Any) -> str:  # noqa: ANN401
    """The type of a value; class labels are numbers in the files, what is nested deeper is JSON."""
    return _TYPES.get(getattr(feature, "dtype", ""), "sc:Text")
