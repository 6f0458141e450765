"""Compiles parts of the detectors, with a main file beside them, without the rest of the project."""
import pathlib
import subprocess
import sys
import tempfile

PIXELS = pathlib.Path(__file__).resolve().parent.parent / 'Sources/CPixels'


def build(program, sources):
    """Makes the program; gives the compiler's CompletedProcess, whose errors also go to stderr."""
    with tempfile.TemporaryDirectory() as work:
        objects = []
        for source in PIXELS.glob('*.c'):
            objects.append(f'{work}/{source.stem}.o')
            subprocess.run(['clang', '-O2', '-I', PIXELS / 'include', '-c', source, '-o', objects[-1]], check=True)
        made = pathlib.Path(work, 'CPixels')
        made.mkdir()
        (made / 'module.modulemap').write_text(f'module CPixels {{ header "{PIXELS}/include/CPixels.h" export * }}\n')
        built = subprocess.run(['swiftc', '-O', '-wmo', '-parse-as-library', '-swift-version', '6', '-package-name', 'dailies', '-I', made,
                                '-o', program, *sources, *objects], capture_output=True, text=True, check=False)
    print(built.stderr, file=sys.stderr, end='')
    return built
