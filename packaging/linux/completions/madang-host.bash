# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of madang-host, from what the program itself says of its options.
_madang_host()
{
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words
    COMPREPLY=()
    case $before in
    --config | --users | --policy | --tls-certificate | --tls-key | --*-file)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        compopt -o filenames 2>/dev/null
        return
        ;;
    --data | --to | --from)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        compopt -o filenames 2>/dev/null
        return
        ;;
    --format) words='json html text' ;;
    --language) words='ko en' ;;
    --log-format) words='text json' ;;
    esac
    if [ -z "${words-}" ]; then
        words=$(madang-host --help 2>/dev/null)
        if [ "$COMP_CWORD" -eq 1 ] && [[ $current != -* ]]; then
            words=$(sed -n 's/^ \{7\}madang-host \([a-z]\{1,\}\).*/\1/p' <<<"$words" | sort -u)
        elif [[ ${COMP_WORDS[1]} != -* && $COMP_CWORD -gt 1 ]]; then
            words=$(sed -n "s/^ \{7\}madang-host ${COMP_WORDS[1]//[^a-z]/} //p" <<<"$words")
            if [ "$COMP_CWORD" -eq 2 ] && [[ $current != -* ]]; then
                words=$(grep -o '^[a-z]\{1,\}' <<<"$words" | sort -u)
            else
                words=$(grep -o -e '--[a-z-]\{1,\}' <<<"$words" | sort -u)
            fi
        else
            words=$(grep -o -e '^  --[a-z-]\{1,\}' -e '--version' <<<"$words" | sort -u)
        fi
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
} &&
    complete -F _madang_host madang-host
