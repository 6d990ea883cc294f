# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack before it packs: the staged files get the time of the commit, not that of the checkout.
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -exec touch --no-dereference
        --date=@$ENV{SOURCE_DATE_EPOCH} {} + COMMAND_ERROR_IS_FATAL ANY)
endif()
