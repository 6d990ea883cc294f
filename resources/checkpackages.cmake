# SPDX-License-Identifier: GPL-3.0-or-later
# Says what to do when the node packages that bundle the pages are missing.
if(NOT EXISTS ${TOOLS}/node_modules/esbuild)
    message(FATAL_ERROR "The node packages of the browser page are missing. Install them with\n"
        "    npm ci --ignore-scripts --prefix ${TOOLS}\n"
        "(./dev build does so by itself), or configure with -DMADANG_BROWSER_PAGE=OFF.")
endif()
