#!/bin/sh
# The command line of an installed Contexture: its own Node runs it, without a window and without a display.
here=$(dirname "$(readlink -f "$0")")
ELECTRON_RUN_AS_NODE=1 exec "$here/../../contexture-desktop" "$here/../app.asar/out/main/cli.js" "$@"
