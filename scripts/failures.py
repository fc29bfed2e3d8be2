#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Names the tests that failed: with the exception's message and the first frames of our own code.

    scripts/failures.py ROOT [SINCE]   the reports below ROOT/**/target/ that are newer than the file SINCE
"""
import os
import sys
import xml.etree.ElementTree as ElementTree

MOST_TESTS = 40
MOST_LINES = 8
MOST_FRAMES = 4
WIDTH = 300
REPORTS = ("surefire-reports", "failsafe-reports")
KINDS = ("failure", "error")


def reports(root, since):
    for folder, names, files in os.walk(root):
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in ("src", "node_modules"))
        if os.path.basename(folder) in REPORTS:
            for name in sorted(files):
                path = os.path.join(folder, name)
                if name.startswith("TEST-") and name.endswith(".xml") and os.path.getmtime(path) >= since:
                    yield path


def failures(path):
    try:
        tree = ElementTree.parse(path)
    except ElementTree.ParseError as error:
        yield path, "the report was cut short: " + str(error), []
        return
    for case in tree.iter("testcase"):
        for result in case:
            if result.tag in KINDS:
                name = "{}.{}".format(case.get("classname", "?"), case.get("name") or "(the class itself)")
                yield name, result.get("message") or result.get("type", ""), frames(result)


def frames(result):
    lines = [line.strip() for line in (result.text or "").splitlines()]
    ours = [line for line in lines if line.startswith("at ") and "io.centossrv." in line and "harness" not in line]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    return ours[:MOST_FRAMES] + causes[-1:]


def shown(text):
    lines = [line.rstrip() for line in text.strip().splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES] + ["... ({} more lines in the report)".format(len(lines) - MOST_LINES)]
    return [line if len(line) <= WIDTH else line[:WIDTH] + "..." for line in lines]


def main(arguments):
    since = os.path.getmtime(arguments[1]) if len(arguments) > 1 else 0
    found = [failure for path in reports(arguments[0], since) for failure in failures(path)]
    for name, message, where in found[:MOST_TESTS]:
        print("FAILED " + name)
        for line in shown(message) + shown("\n".join(where)):
            print("    " + line)
    if len(found) > MOST_TESTS:
        print("... and {} more".format(len(found) - MOST_TESTS))


main(sys.argv[1:])
