// The child process and the way to its controls.
#include <fcntl.h>
#include <httplib.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/json.hpp"
#include "parvis/testing.hpp"

extern char** environ;

namespace parvis::testing {

namespace {

std::string program_of(const StubOptions& options) {
  if (!options.program.empty()) return options.program;
  const char* named = std::getenv("PARVIS_SERVER");
  return named == nullptr ? "parvis-server" : named;
}

// Up to the first line's end; shorter when the process ended.
std::string first_line(int pipe) {
  std::string line;
  char byte = 0;
  while (::read(pipe, &byte, 1) == 1 && byte != '\n') line += byte;
  return line;
}

struct Started {
  int pid = 0;
  std::string line;
};

Started start(std::vector<std::string> words) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, pipe[1], 1);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  Started started;
  if (::posix_spawnp(&started.pid, pointers[0], &files, nullptr, pointers.data(), environ) != 0)
    started.pid = 0;
  posix_spawn_file_actions_destroy(&files);
  ::close(pipe[1]);
  if (started.pid != 0) started.line = first_line(pipe[0]);
  ::close(pipe[0]);
  return started;
}

}  // namespace

Stub::Stub(StubOptions options) {
  std::vector<std::string> words{program_of(options), "--stub", "--with-parent", "--seed", "demo"};
  for (const std::string& seed : options.seeds) words.insert(words.end(), {"--seed", seed});
  words.insert(words.end(), options.extra.begin(), options.extra.end());
  const std::string program = words.front();
  const Started started = start(std::move(words));
  pid_ = started.pid;
  const auto ready = JsonDocument::parse(started.line);
  if (ready) url_ = ready.value().root()["url"].text();
  if (url_.empty()) error_ = program + " --stub did not start";
}

Stub::~Stub() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

Stub& Stub::shared() {
  static Stub stub;
  return stub;
}

std::string Stub::control(const std::string& path, const std::string& body) {
  if (url_.empty()) return {};
  httplib::Client client(url_);
  const auto answer = body.empty() ? client.Get(path) : client.Post(path, body, "application/json");
  if (answer && answer->status == 200) return answer->body;
  error_ = path + ": " + (answer ? answer->body : "no answer");
  return {};
}

}  // namespace parvis::testing
