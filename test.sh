#!/usr/bin/env bash
# Installs what the tests need and runs all of them: ./test.sh [part of a project's name]...
#
# Needs the .NET SDK and Node.js; Chromium, nginx, Redis and PostgreSQL are installed where apt-get may do so. What is missing is skipped, and said so. Results
# are kept in artifacts/test-results; two projects run at a time, but for one that has the machine for itself. The last line is the sum over all projects: "N passed, N failed[, N skipped]".
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root" || exit 1
results=artifacts/test-results
configuration=${CONFIGURATION:-Debug}

# A project that takes longer than this hangs; its test is named before the whole is ended.
test_limit=4m
project_limit=1200

# Most tests wait for something most of the time. Those of Interop compare the times of two servers, and have the machine for themselves.
lanes=2
alone=.Interop.Tests.

passed=0
failed=0
skipped=0
summary=()

main() {
  rm -rf "$results"
  mkdir -p "$results"
  install_packages
  tests/install-browser.sh || warn 'No Chromium: the tests in a browser are skipped.'
  samples/Cluster/nginx/start-nginx.sh install || warn 'No nginx: the tests behind one are skipped.'
  tests/start-redis.sh </dev/null >/dev/null || warn 'No Redis: its tests are skipped.'
  install_postgres || warn 'No PostgreSQL: its tests are skipped.'

  say "Building ($configuration)"
  dotnet build SocketIoSharp.sln --configuration "$configuration" --nologo --verbosity quiet || {
    echo 'The build failed.'
    echo '0 passed, 1 failed'
    exit 1
  }

  local projects project
  mapfile -t projects < <(test_projects "$@" | longest_first)
  if [ "${#projects[@]}" -gt 0 ]; then
    run_projects "$lanes" < <(printf '%s\n' "${projects[@]}" | grep -vF "$alone")
    run_projects 1 < <(printf '%s\n' "${projects[@]}" | grep -F "$alone")
    while read -r project; do
      count_results "$(basename "$project" .csproj)"
    done < <(printf '%s\n' "${projects[@]}" | sort)
  fi
  summarise
}

# Those of the solution whose names contain any of the arguments; without arguments, all.
test_projects() {
  local project part
  dotnet sln SocketIoSharp.sln list | grep '\.Tests\.csproj$' | sort | while read -r project; do
    if [ $# -eq 0 ]; then
      echo "$project"
    fi
    for part in "$@"; do
      if [[ $(basename "$project") == *"$part"* ]]; then
        echo "$project"
        break
      fi
    done
  done
}

install_packages() {
  if ! command -v npm >/dev/null; then
    warn 'No Node.js: the tests with JavaScript clients and the golden vectors are skipped. Install Node.js 20 or newer.'
    return
  fi
  local folder
  for folder in tests/conformance-js tests/clients-js tests/differential-js tests/cluster-js samples/Cluster/node; do
    npm_install "$folder" || warn "npm ci failed in $folder: its tests are skipped."
  done
}

# Only when the lock file is another one than the last time.
npm_install() {
  local folder=$1 lock stamp=$1/node_modules/.installed-lock
  lock=$(sha256sum <"$folder/package-lock.json")
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ]; then
    return 0
  fi
  say "npm ci in $folder"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && echo "$lock" >"$stamp"
}

install_postgres() {
  local folder
  folder=$(tests/start-postgres.sh | sed -n 's/^folder=//p')
  [ -n "$folder" ] && tests/start-postgres.sh remove "$folder"
}

# The end of the whole should not be the beginning of the longest.
longest_first() {
  local projects
  projects=$(cat)
  grep Endurance <<<"$projects"
  grep -v Endurance <<<"$projects"
}

# Those of the input, so many at a time.
run_projects() {
  export results configuration test_limit project_limit
  export -f run_project say
  xargs -P "$1" -I{} bash -c 'run_project {}'
}

# What it says comes at once when it has ended, not between the lines of another one.
run_project() {
  local project=$1 name start=$SECONDS code=0
  name=$(basename "$project" .csproj)
  timeout --kill-after=10 "$project_limit" dotnet test "$project" --no-build --configuration "$configuration" --nologo \
    --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' \
    --blame-hang-timeout "$test_limit" --blame-hang-dump-type none </dev/null >"$results/$name.log" 2>&1 || code=$?
  echo "$code $((SECONDS - start))" >"$results/$name.end"
  printf '%s\n%s\n' "$(say "$name")" "$(cat "$results/$name.log")"
}

count_results() {
  local name=$1 code seconds trx=$results/$1.trx
  read -r code seconds <"$results/$name.end"
  local total=0 executed=0 project_passed=0 project_failed=0
  if [ -f "$trx" ]; then
    total=$(counter "$trx" total)
    executed=$(counter "$trx" executed)
    project_passed=$(counter "$trx" passed)
    project_failed=$((executed - project_passed))
  fi

  # A run that ended badly although no test did: a crash, a time limit, no tests at all.
  local note=''
  if [ "$project_failed" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$total" -eq 0 ]; }; then
    project_failed=1
    note=" - ended with code $code"
  fi
  local project_skipped=$((total - executed))
  passed=$((passed + project_passed))
  failed=$((failed + project_failed))
  skipped=$((skipped + project_skipped))
  summary+=("$(printf '%-34s %5d passed %4d failed %4d skipped %5d s%s' "$name" "$project_passed" "$project_failed" "$project_skipped" "$seconds" "$note")")
}

# A number from the one <Counters …/> of a result file.
counter() {
  local number
  number=$(grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | tr -dc '0-9')
  echo "${number:-0}"
}

summarise() {
  say 'Summary'
  if [ "${#summary[@]}" -eq 0 ]; then
    echo 'No test project has such a name.'
    failed=1
  fi
  printf '%s\n' "${summary[@]}"
  list_outcome Failed 'Failed'
  list_outcome NotExecuted 'Skipped'
  echo
  if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  [ "$failed" -eq 0 ]
}

list_outcome() {
  local outcome=$1 title=$2 names
  names=$(grep -ho '<UnitTestResult [^>]*' "$results"/*.trx 2>/dev/null | grep "outcome=\"$outcome\"" | grep -o ' testName="[^"]*"' | cut -d'"' -f2 |
    sed 's/^/  /; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g')
  if [ -n "$names" ]; then
    printf '\n%s:\n%s\n' "$title" "$names"
  fi
}

say() {
  printf '\n== %s\n' "$*"
}

warn() {
  printf '\n!! %s\n' "$*" >&2
}

main "$@"
