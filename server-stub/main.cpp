#include "cli/command_line.hpp"

int main(int argc, char** argv) { return parvis::server::run_command_line(argc, argv); }
