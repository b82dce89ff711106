#include <string.h>

#include "cli/frame.h"

/* The scripts ask `netkit __complete LINE`: one candidate a line, TAB, what it means; a line
 * ":files<TAB>PREFIX" leaves the names of files to the shell. */
static const struct {
    const char *shell, *script;
} scripts[] = {
    {"bash", "# bash completion for netkit\n"
             "_netkit() {\n"
             "    local line=${COMP_LINE:0:COMP_POINT} cur=${COMP_WORDS[COMP_CWORD]} word rest\n"
             "    local typed=${line##*[[:space:]]}\n"
             "    # what readline has cut off the word at ':' and '='; a '@' it puts back\n"
             "    local cut=${typed%\"$cur\"}\n"
             "    [[ $cur == [:=] ]] && cut=$typed cur=\n"
             "    cut=${cut%@}\n"
             "    COMPREPLY=()\n"
             "    while IFS=$'\\t' read -r word rest; do\n"
             "        if [[ $word == :files ]]; then\n"
             "            # readline would quote the ':' and '@' of words that it takes for files\n"
             "            local names=1\n"
             "            [[ ${#COMPREPLY[@]} -gt 0 || $rest == *@ ]] && names=0\n"
             "            ((names)) && compopt -o filenames 2>/dev/null\n"
             "            while IFS= read -r word; do\n"
             "                if ((!names)) && [[ -d $word ]]; then\n"
             "                    word+=/\n"
             "                    compopt -o nospace 2>/dev/null\n"
             "                fi\n"
             "                ((names)) || printf -v word %q \"$word\"\n"
             "                COMPREPLY+=(\"${rest#\"$cut\"}$word\")\n"
             "            done < <(compgen -f -- \"${typed#\"$rest\"}\")\n"
             "        else\n"
             "            COMPREPLY+=(\"${word#\"$cut\"}\")\n"
             "        fi\n"
             "    done < <(netkit __complete \"$line\" 2>/dev/null)\n"
             "}\n"
             "complete -F _netkit netkit\n"},
    {"zsh", "#compdef netkit\n"
            "# zsh completion for netkit\n"
            "_netkit() {\n"
            "    local line word rest files=0 before none=1\n"
            "    local -a found\n"
            "    line=\"${(j: :)words[1,CURRENT-1]} $PREFIX\"\n"
            "    while IFS=$'\\t' read -r word rest; do\n"
            "        if [[ $word == :files ]]; then\n"
            "            files=1 before=$rest\n"
            "        else\n"
            "            found+=(\"${word//:/\\\\:}:$rest\")\n"
            "        fi\n"
            "    done < <(netkit __complete \"$line\" 2>/dev/null)\n"
            "    ((${#found})) && _describe -t netkit netkit found && none=0\n"
            "    if ((files)); then\n"
            "        compset -P \"${(b)before}\"\n"
            "        _files && none=0\n"
            "    fi\n"
            "    return none\n"
            "}\n"
            "if [ \"$funcstack[1]\" = \"_netkit\" ]; then\n"
            "    _netkit \"$@\"\n"
            "else\n"
            "    compdef _netkit netkit\n"
            "fi\n"},
    {"fish", "# fish completion for netkit\n"
             "function __netkit_complete\n"
             "    set -l line (commandline -cp)\n"
             "    set -l word (commandline -ct)\n"
             "    for found in (netkit __complete \"$line\" 2>/dev/null)\n"
             "        set -l part (string split -m 1 \\t -- $found)\n"
             "        if test \"$part[1]\" = :files\n"
             "            set -l typed (string replace -- \"$part[2]\" '' $word)\n"
             "            for file in $typed*\n"
             "                echo \"$part[2]$file\"\n"
             "            end\n"
             "        else\n"
             "            echo $found\n"
             "        end\n"
             "    end\n"
             "end\n"
             "complete -c netkit -f -a '(__netkit_complete)'\n"},
};

static enum nk_status run_completion(struct nk_ctx *ctx, const struct nk_args *args)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(scripts[i].shell, args->operands[0]) != 0)
            continue;
        nk_cli_print(ctx, scripts[i].script, strlen(scripts[i].script));
        return ctx->worst;
    }
    nk_cli_blame(ctx, args->operands[0], 0, strlen(args->operands[0]),
                 "there is a completion script for bash, zsh and fish");
    return ctx->worst;
}

static const struct nk_example examples[] = {
    {"completion bash", "for ~/.bashrc: source <(netkit completion bash)"},
    {"", ""},
};

const struct nk_verb nk_completion_verb = {
    .name = "",
    .operands = "SHELL",
    .summary = "the completion script for bash, zsh or fish",
    .about =
        "Prints a script that teaches the shell to complete netkit's commands, verbs, options, "
        "their arguments and the names of fields.",
    .min_operands = 1,
    .max_operands = 1,
    .examples = examples,
    .run = run_completion,
};
