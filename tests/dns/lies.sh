#!/usr/bin/env bash
# Every lie of the file `lies`: status and output have to be what stands there, nothing may hang or
# crash, and no byte that a terminal obeys may come out: lies.sh BUILD_DIR WORK_DIR
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$1 dir=$2/lies
mkdir -p "$dir"
export PATH="$build:$PATH" LC_ALL=C.UTF-8
coproc SERVER { exec "$build/hostile" "$here/lies"; }
read -r port <&"${SERVER[0]}" || { echo 'lies: the server does not start'; echo 'counts 0 1 0'; exit 1; }

ask() { # NUMBER NAME COMMAND STATUS OUTPUT
    local number=$1 name=$2 status=$4 output=$5 got start=$EPOCHREALTIME words
    read -ra words <<< "${3//%/$name.hostile.test}"
    case $3 in
    *--fields* | *--json* | *+nostats*) ;;
    *) words+=(--fields data) ;;
    esac
    case $3 in *--tries*) ;; *) words+=(--tries 1) ;; esac
    netkit dns "${words[@]}" "@127.0.0.1#$port" --try-timeout 300ms --timeout 2s \
        > "$dir/$number.out" 2> "$dir/$number.err" < /dev/null
    got=$?
    {
        [ "$status" = '*' ] || [ "$got" = "$status" ] || echo "status $got, expected $status"
        [ "$got" -le 3 ] || echo "it died: $got"
        [ $((${EPOCHREALTIME/./} - ${start/./})) -lt 3000000 ] || echo 'it took more than 3 s'
        [ "$output" = '*' ] || [ "$(awk 'NR > 1 { printf " ; " } { printf "%s", $0 }' "$dir/$number.out")" = "$output" ] ||
            echo "output is not '$output'"
        [ "$output" = '*' ] || ! grep -qF 6.6.6.6 "$dir/$number.out" || [[ $output == *6.6.6.6* ]] || echo 'it prints what is forged'
        ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|[\x80-\xff]' "$dir/$number.out" "$dir/$number.err" ||
            echo 'it prints bytes that a terminal obeys'
        [ "$got" -lt 2 ] || [ -s "$dir/$number.err" ] || echo 'nothing on standard error'
    } > "$dir/$number.bad"
    if [ -s "$dir/$number.bad" ]; then
        echo "lies: $name ($(paste -sd, "$dir/$number.bad")): netkit dns ${words[*]}"
        head -c 600 "$dir/$number.out" "$dir/$number.err" | sed 's/^/    /'
        echo "$name" >> "$dir/failed"
    else
        echo "$name" >> "$dir/passed"
    fi
}

number=0
while IFS='|' read -r name command status output recipe; do
    case $name in '#'* | '') continue ;; esac
    read -r name <<< "$name"
    read -r status <<< "$status"
    output=${output# } output=${output%%*( )}
    output=$(sed 's/ *$//; s/^ *//' <<< "$output")
    only=${ONLY:-} first='' last=''
    if [[ $name == *:* ]]; then
        first=${name#*:} last=${first#*-} first=${first%-*} name=${name%%:*}
    fi
    [ -z "$only" ] || [[ $name == $only ]] || continue
    for n in $(seq "${first:-0}" "${last:-0}"); do
        number=$((number + 1))
        ask $number "${name/\#/$n}" "$command" "$status" "$output" &
        while [ "$(jobs -rp | wc -l)" -gt 9 ]; do wait -n; done
    done
done < "$here/lies"
for job in $(jobs -rp); do [ "$job" = "$SERVER_PID" ] || wait "$job"; done
exec {SERVER[1]}>&-
good=$(cat "$dir/passed" 2> /dev/null | wc -l) bad=$(cat "$dir/failed" 2> /dev/null | wc -l)
[ $((good + bad)) = $number ] || bad=$((bad + 1))
echo "lies: $good of $number as they should be"
echo "counts $good $bad 0"
