#include "stub/world.hpp"

#include "base/sha256.hpp"
#include "rules/seed_demo.hpp"
#include "rules/sites.hpp"
#include "store/memory_store.hpp"

namespace parvis::server {

namespace {

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  for (const unsigned char byte : sha256(text)) number = number << 8 ^ byte ^ number >> 56;
  return number;
}

// splitmix64: any start gives a good sequence.
std::uint64_t mixed(std::uint64_t state) {
  state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9u;
  state = (state ^ state >> 27) * 0x94D049BB133111EBu;
  return state ^ state >> 31;
}

constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15u;

}  // namespace

World::World(WorldOptions options)
    : options_(std::move(options)),
      base_(options_.now),
      running_(options_.running),
      started_(system_clock_ms()),
      random_(number_of(options_.name + '\n' + std::to_string(options_.luck))),
      store_(make_memory_store(options_.number)) {
  HandlerOptions with;
  with.clock = [this] { return now(); };
  with.random = [this](unsigned char* out, std::size_t size) { random_bytes(out, size); };
  with.rate_limits = options_.rate_limits;
  with.public_url = options_.public_url;
  with.events = options_.events;
  handler_ = std::make_unique<Handler>(*store_, with);
}

Result<std::shared_ptr<World>> World::make(const WorldOptions& options) {
  std::shared_ptr<World> world(new World(options));
  if (const Status filled = world->fill(); !filled) return filled.error();
  return world;
}

Status World::fill() {
  const RandomBytes random = [this](unsigned char* out, std::size_t size) { random_bytes(out, size); };
  if (options_.seed == "demo") {
    const auto seeded = seed_demo(*store_, {now(), random, options_.name});
    if (!seeded) return seeded.error();
    owner_key_ = seeded.value().owner_key;
    return set_site_origins(*store_, options_.name, options_.origins);
  }
  const auto added = add_site(*store_, options_.name, options_.origins, random);
  if (!added) return added.error();
  owner_key_ = added.value().owner_key;
  return play_seed(*this, options_.seed, named_);
}

bool World::lists(std::string_view origin) {
  const auto clean = clean_origin(origin);
  bool listed = false;
  if (clean) (void)store_->read([&](Reader& reader) { listed = site_of_origin(reader, *clean).has_value(); });
  return listed;
}

std::int64_t World::now() const { return base_ + (running_ ? system_clock_ms() - started_ : 0); }

void World::set_clock(std::int64_t now, bool running) {
  base_ = now;
  started_ = system_clock_ms();
  running_ = running;
}

void World::random_bytes(unsigned char* out, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(mixed(random_ += kStep));
}

std::int64_t World::dice() { return static_cast<std::int64_t>(mixed(dice_ += kStep) % 100); }

std::string token_of(std::string_view name) {
  const auto hash = sha256("parvis stub visitor\n" + std::string(name));
  return base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

}  // namespace parvis::server
