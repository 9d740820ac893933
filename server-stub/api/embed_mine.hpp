// What is a reader's own, put into what everybody sees: the server's counterpart of the core's merging of
// /v1/mine, for readers without scripts.
#pragma once

#include "api/embed_view.hpp"
#include "parvis/model.hpp"
#include "store/store.hpp"

namespace parvis::server {

void add_mine(LikeState& state, Reader& reader, const Page& page, RowId visitor);
void add_mine(FanState& state, Reader& reader, const Site& site, RowId visitor);
void add_mine(ThreadState& state, Reader& reader, const Site& site, const Page& page, RowId visitor);
// Opens what the address says: forms, folded replies, and what can be undone.
void open_parts(ThreadState& state, const EmbedView& view, Reader& reader, RowId visitor,
                std::int64_t now_ms);

}  // namespace parvis::server
