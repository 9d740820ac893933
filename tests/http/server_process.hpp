// A started parvis-server, its output, and the files that it works on.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace parvis::test {

namespace fs = std::filesystem;

inline std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// A started parvis-server whose output goes to files in a folder of its own.
class Process {
 public:
  Process(const fs::path& folder, std::vector<std::string> arguments)
      : out_(folder / ("out" + std::to_string(++count_))), err_(folder / ("err" + std::to_string(count_))) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, 2, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    arguments.insert(arguments.begin(), PARVIS_SERVER_PROGRAM);
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    CHECK(::posix_spawn(&pid_, PARVIS_SERVER_PROGRAM, &files, nullptr, pointers.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&files);
  }
  ~Process() {
    if (pid_ > 0) end(SIGKILL);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // The exit status; 128 + number when a signal ended it.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  int end(int signal) {
    ::kill(pid_, signal);
    return wait();
  }
  // The port of a line "api http://…:PORT" of its output, once it is there; 0 when it does not come.
  int port(const std::string& name) const {
    for (int i = 0; i < 1000; ++i) {
      const auto said = out();
      const auto line = said.find(name + " http://");
      if (line != std::string::npos && said.find('\n', line) != std::string::npos)
        return std::stoi(said.substr(said.find(':', said.find("//", line)) + 1));
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return 0;
  }
  std::string out() const { return text_of(out_); }
  std::string err() const { return text_of(err_); }

 private:
  inline static int count_ = 0;
  fs::path out_, err_;
  pid_t pid_ = 0;
};

struct Folder {
  fs::path path = fs::temp_directory_path() / ("parvis-cli-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
  std::string db() const { return (path / "test.db").string(); }
};

}  // namespace parvis::test
