#!/usr/bin/env python3
"""Lists the stored clips that failed a check, each with what failed and where its shots are.

    scripts/examples/failed-clips.py [--library DIR]

An example of `dailies … --json` from another language: every command prints one JSON document, whose keys keep their
names and meaning. Exits with 1 when a clip failed.
"""
import argparse
import json
import subprocess
import sys


def dailies(*arguments):
    """What a command prints, as Python's own values."""
    done = subprocess.run(["dailies", *arguments, "--json"], stdout=subprocess.PIPE, check=False)
    # 1 says that a clip failed its spec; the document is whole all the same.
    if done.returncode not in (0, 1):
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description="Lists the stored clips that failed a check, and their shots.")
    parser.add_argument("--library", default="library", help="the library's folder (default: library)")
    library = ["--library", parser.parse_args().library]
    failed = dailies("library", "list", "--verdict", "fail", *library)["clips"]
    for listed in failed:
        clip = dailies("library", "show", listed["id"], *library)
        print(f"{clip['id']}  {clip['source']['originalName'] or clip['source']['file']}")
        for check in clip["checks"]:
            if check["status"] == "fail":
                print(f"    {check['id']}: {check['message']}")
        for shot in clip["shots"]:
            print(f"    shot {shot['index']}: frames {shot['startFrame']} to {shot['endFrame'] - 1}, "
                  f"from {shot['start']['seconds']:.3f} s, {shot['file'] or 'not cut'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
