# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of madang and madang-send.
_madang()
{
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $before in
    --profile)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        compopt -o filenames 2>/dev/null
        return
        ;;
    --*-file)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        compopt -o filenames 2>/dev/null
        return
        ;;
    esac
    local words='--host --port --join --name --profile --background --demo --demo=still --help --version'
    if [ "${COMP_WORDS[0]##*/}" = madang-send ]; then
        words='--host --room --lines --code --name --login --password-file --token-file --tls
            --fingerprint --timeout --help --version'
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
} &&
    complete -F _madang madang madang-send
