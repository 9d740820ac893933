#!/bin/sed -f
# Plain comments become documentation; links within the guide, whose headings Doxygen names otherwise, become text.
s|^\( *\)// |\1/// |
s|\([;,{]\) *// |\1 ///< |
s|^\( *\)/\* |\1/** |
s|\[\([^]]*\)\](#[^)]*)|\1|g
