#include "api/embed_draw.hpp"

#include "api/asking.hpp"
#include "api/embed_forms.hpp"
#include "api/embed_mine.hpp"
#include "api/json_ld.hpp"
#include "api/page_question.hpp"
#include "base/url.hpp"
#include "protocol/items_wire.hpp"
#include "rules/counters.hpp"
#include "rules/sites.hpp"
#include "rules/visits.hpp"
#include "view/build.hpp"
#include "view/views.hpp"

namespace parvis::server {

namespace {

Result<PageQuestion> question_of(const EmbedQuestion& asked) {
  const EmbedView& view = asked.view;
  PageQuestion question;
  question.site = view.site;
  question.language = asked.language;
  question.page = view.page;
  for (const std::string& kind : view.kinds()) {
    Descriptor one;
    one.kind = widget_kind_from_name(kind).value_or(WidgetKind::kLike);
    if (one.kind == WidgetKind::kFans) one.community = view.community;
    if (one.kind == WidgetKind::kComments) {
      one.sort = view.sort;
      one.limit = view.limit;
      one.after = view.after;
      one.at = view.at;
      one.under = view.under;
    }
    if (one.kind == WidgetKind::kShare) {
      one.url = view.url;
      one.title = view.title;
      one.image = view.image;
    }
    std::string text = write_descriptor(one);
    if (one.kind == WidgetKind::kShare && !view.networks.empty()) text += ";n=" + view.networks;
    if (const Status added = add_element(question, text); !added) return added.error();
  }
  return question;
}

class Drawing {
 public:
  Drawing(Reader& reader, const EmbedQuestion& asked, const Site& site, const PageName& page,
          const view::ViewContext& context)
      : reader_(reader),
        asked_(asked),
        site_(site),
        context_(context),
        page_(reader.page(site.id, page.key)) {
    if (!asked.token.empty()) visitor_ = reader.visitor(token_hash(asked.token));
    places_ = {asked.base, asked.mark, {}, {}, asked.language};
  }

  void operator()(const LikeItem& item) {
    LikeState state = make_like_state(item);
    if (known()) add_mine(state, reader_, *page_, visitor_);
    show(view::view_like(state, context_));
  }
  void operator()(ShareItem item) {
    // What only a script can do.
    std::erase_if(item.networks, [](const ShareCount& one) {
      return one.network == Network::kCopy || one.network == Network::kNative;
    });
    show(view::view_share(make_share_state(item), context_));
  }
  void operator()(const FanItem& item) {
    FanState state = make_fan_state(item);
    if (visitor_ != 0) add_mine(state, reader_, site_, visitor_);
    show(view::view_fans(state, context_));
  }
  void operator()(const ThreadItem& item) {
    ThreadState state = make_thread_state(item);
    if (known()) add_mine(state, reader_, site_, *page_, visitor_);
    open_parts(state, asked_.view, reader_, visitor_, context_.now_ms);
    add_drafts(state);
    state.status.error = asked_.error;
    places_.next = next_ = state.next;
    places_.prev = state.prev;
    thread_ = item.comments;
    show(view::view_thread(state, context_));
  }

  // Refusals of a form are told by the thread, where there is one.
  void finish(EmbedDrawing& out) {
    out.title = page_ && !page_->title.empty() ? page_->title : out.page.key;
    for (const std::string& address : {page_ ? page_->url : std::string(), asked_.view.page.address}) {
      const auto url = parse_url(address);
      if (url && lists_origin(site_, url->origin()) && out.address.empty()) out.address = address;
    }
    out.html = view::to_html(shared_forms(asked_.view, places_));
    if (asked_.error && !asked_.view.shows("comments")) {
      view::Node holder;
      view::add_status(holder, WidgetStatus{Phase::kReady, false, asked_.error}, context_);
      out.html += view::to_html(holder);
    }
    out.html += widgets_;
    out.next = next_;
    Discussion discussion;
    discussion.address = out.address.substr(0, out.address.find('#'));
    discussion.title = out.title;
    discussion.site = site_.name;
    discussion.language = asked_.language;
    discussion.shown = thread_;
    if (page_) {
      discussion.created_ms = page_->created_ms;
      discussion.likes = page_->likes;
      discussion.comments = page_->comments;
      for (const NetworkCount& one : reader_.shares(page_->id)) discussion.shares += one.count;
    }
    out.json_ld = json_ld(discussion);
  }

 private:
  bool known() const { return page_ && visitor_ != 0; }

  void add_drafts(ThreadState& state) const {
    const EmbedDrafts& drafts = asked_.drafts;
    if (!drafts.name.empty()) state.author_name = drafts.name;
    if (!drafts.reason.empty()) state.report.reason = drafts.reason;
    state.report.note = drafts.note;
    state.preview = {drafts.preview_of, false, drafts.preview};
    if (drafts.text.empty()) return;
    if (!state.edit.id.empty())
      state.edit.draft = drafts.text;
    else
      (state.reply_to.empty() ? state.draft : state.reply_draft) = drafts.text;
  }

  void show(view::Node tree) {
    make_usable(tree, asked_.view, places_);
    view::Node holder;
    view::Node& box = view::add_element(holder, "div",
                                        asked_.view.theme.empty() ? "parvis" : "parvis " + asked_.view.theme);
    view::set(box, "part", "root");
    for (view::Node& child : tree.children) view::add(box, std::move(child));
    widgets_ += view::to_html(holder);
  }

  Reader& reader_;
  const EmbedQuestion& asked_;
  const Site& site_;
  const view::ViewContext& context_;
  const std::optional<Page> page_;
  RowId visitor_ = 0;
  FormPlaces places_;
  std::string widgets_, next_;
  CommentList thread_;
};

}  // namespace

Result<EmbedDrawing> draw_embed(Service& service, const EmbedQuestion& asked, const std::string& server) {
  const std::int64_t now = service.now();
  auto question = question_of(asked);
  if (!question) return question.error();
  auto answer = answer_question(service, question.value(), now);
  if (!answer) return answer.error();
  EmbedDrawing out;
  out.site = std::move(answer.value().site);
  if (auto name = page_name(asked.view.page)) out.page = std::move(name).value();
  const view::ViewContext context{asked.language, server, now};
  const Status done = service.store.read([&](Reader& reader) {
    Drawing drawing(reader, asked, out.site, out.page, context);
    for (const PageItem& item : answer.value().items)
      if (const Item* kept = std::get_if<Item>(&item)) std::visit(drawing, *kept);
    drawing.finish(out);
  });
  if (!done) return done.error();
  return out;
}

}  // namespace parvis::server
