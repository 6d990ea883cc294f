// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/processstat.h"

#include "tests/bench/stompload/basics.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <map>
#include <unistd.h>

namespace Stompload {

static double seconds(const timespec &time)
{
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

static int parentOf(int process)
{
    int parent = 0;
    if (FILE *file = fopen(format("/proc/%d/stat", process).c_str(), "r")) {
        char text[1024];
        const size_t length = fread(text, 1, sizeof text - 1, file);
        text[length] = 0;
        fclose(file);
        // The name in brackets may hold anything, brackets too.
        if (const char *rest = strrchr(text, ')'))
            sscanf(rest + 1, " %*c %d", &parent);
    }
    return parent;
}

static std::map<int, int> parentsOfAll()
{
    std::map<int, int> parents;
    if (DIR *folder = opendir("/proc")) {
        while (const dirent *entry = readdir(folder)) {
            const int process = atoi(entry->d_name);
            if (process > 0)
                parents[process] = parentOf(process);
        }
        closedir(folder);
    }
    return parents;
}

static bool descends(int process, const std::vector<int> &roots, const std::map<int, int> &parents)
{
    for (int hop = 0; hop < 64 && process > 1; ++hop) {
        if (std::find(roots.begin(), roots.end(), process) != roots.end())
            return true;
        const auto parent = parents.find(process);
        if (parent == parents.end())
            return false;
        process = parent->second;
    }
    return false;
}

static void addProcess(ProcessStat &sum, int process)
{
    clockid_t clock;
    timespec time;
    if (clock_getcpuclockid(process, &clock) == 0 && clock_gettime(clock, &time) == 0)
        sum.cpuSeconds += seconds(time);
    if (FILE *file = fopen(format("/proc/%d/status", process).c_str(), "r")) {
        char line[256];
        while (fgets(line, sizeof line, file)) {
            long value;
            if (sscanf(line, "VmRSS: %ld", &value) == 1)
                sum.residentKiB += double(value);
            if (sscanf(line, "Threads: %ld", &value) == 1)
                sum.threads += value;
        }
        fclose(file);
    }
    if (DIR *folder = opendir(format("/proc/%d/fd", process).c_str())) {
        while (readdir(folder))
            ++sum.descriptors;
        sum.descriptors -= 2; // "." and ".."
        closedir(folder);
    }
}

ProcessStat processTree(const std::vector<int> &roots)
{
    ProcessStat sum;
    if (roots.empty())
        return sum;
    const std::map<int, int> parents = parentsOfAll();
    for (const auto &[process, parent] : parents) {
        if (descends(process, roots, parents))
            addProcess(sum, process);
    }
    return sum;
}

double ownCpuSeconds()
{
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return seconds(time);
}

long tcpBuffersKiB()
{
    long pages = 0;
    if (FILE *file = fopen("/proc/net/sockstat", "r")) {
        char line[256];
        while (fgets(line, sizeof line, file)) {
            const char *memory = strncmp(line, "TCP:", 4) == 0 ? strstr(line, " mem ") : nullptr;
            if (memory)
                pages = atol(memory + 5);
        }
        fclose(file);
    }
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

} // namespace Stompload
