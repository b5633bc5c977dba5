// SPDX-License-Identifier: GPL-2.0
/* The files of sriov/N. Most do not read back what was written: they read a line of help, and config has the values. */
#include "lab.h"

/* Runs an act on a vport under the lock of the settings. */
#define LAB_LOCKED(vport, act) ({ \
	typeof(act) __result; \
	mutex_lock(&(vport)->dev->lock); \
	__result = (act); \
	mutex_unlock(&(vport)->dev->lock); \
	__result; })

#define LAB_USAGE(prefix, file, text) \
static ssize_t prefix##_##file##_show(void *owner, char *buf) \
{ \
	return sysfs_emit(buf, "usage: write " text "\n"); \
}

/* config and stats refuse with the kernel's internal number for "not supported"; counters with the public one. */
#define LAB_READ_ONLY(prefix, file, error) \
static int prefix##_##file##_store(void *owner, const char *buf) \
{ \
	return -error; \
}

static const char *lab_on_off(bool on)
{
	return on ? "ON" : "OFF";
}

static int lab_parse_on_off(const char *buf, bool *on)
{
	*on = sysfs_streq(buf, "ON");
	return *on || sysfs_streq(buf, "OFF") ? 0 : -EINVAL;
}

static const char *lab_state_word(int state)
{
	switch (state) {
	case IFLA_VF_LINK_STATE_AUTO:
		return "Follow";
	case IFLA_VF_LINK_STATE_ENABLE:
		return "Up";
	case IFLA_VF_LINK_STATE_DISABLE:
		return "Down";
	}
	return "Invalid policy";
}

static int lab_parse_state(const char *buf)
{
	if (sysfs_streq(buf, "Follow"))
		return IFLA_VF_LINK_STATE_AUTO;
	if (sysfs_streq(buf, "Up"))
		return IFLA_VF_LINK_STATE_ENABLE;
	if (sysfs_streq(buf, "Down"))
		return IFLA_VF_LINK_STATE_DISABLE;
	return -EINVAL;
}

static ssize_t lab_emit_guid(char *buf, u64 guid)
{
	int i, length = 0;

	for (i = 56; i >= 0; i -= 8)
		length += sysfs_emit_at(buf, length, "%02x%c", (u8)(guid >> i), i ? ':' : '\n');
	return length;
}

/* Eight octets of one or two digits. */
static int lab_parse_guid(const char *buf, u64 *guid)
{
	u32 o[8];
	int i;

	if (sscanf(buf, "%02x:%02x:%02x:%02x:%02x:%02x:%02x:%02x",
		   &o[0], &o[1], &o[2], &o[3], &o[4], &o[5], &o[6], &o[7]) != 8)
		return -EINVAL;
	for (*guid = 0, i = 0; i < 8; i++)
		*guid = *guid << 8 | (u8)o[i];
	return 0;
}

/* ---- node, port, policy ---- */

#define LAB_GUID(file, field) \
static ssize_t lab_vf_##file##_show(void *owner, char *buf) \
{ \
	return lab_emit_guid(buf, ((struct lab_vport *)owner)->field); \
} \
static int lab_vf_##file##_store(void *owner, const char *buf) \
{ \
	struct lab_vport *vport = owner; \
	u64 guid; \
	int err = lab_parse_guid(buf, &guid); \
	return err ?: LAB_LOCKED(vport, (vport->field = guid, 0)); \
}
LAB_GUID(node, node_guid)
LAB_GUID(port, port_guid)

static ssize_t lab_vf_policy_show(void *owner, char *buf)
{
	return sysfs_emit(buf, "%s\n", lab_state_word(((struct lab_vport *)owner)->policy));
}

static int lab_vf_policy_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	int state = lab_parse_state(buf);

	return state < 0 ? state : LAB_LOCKED(vport, (vport->policy = state, 0));
}

/* ---- the setters of an Ethernet VF ---- */

LAB_USAGE(lab_vf, mac, "<LLADDR|Random> to set VF Mac Address")

static int lab_vf_mac_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	u8 m[ETH_ALEN];

	if (sscanf(buf, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", &m[0], &m[1], &m[2], &m[3], &m[4], &m[5]) != ETH_ALEN) {
		if (!sysfs_streq(buf, "Random"))
			return -EINVAL;
		eth_random_addr(m);
	}
	return LAB_LOCKED(vport, lab_set_mac(vport, m));
}

LAB_USAGE(lab_vf, vlan, "<Vlan:Qos[:Proto]> to set VF Vlan, Qos, and optionally Vlan Protocol (default 802.1Q)")

static int lab_vf_vlan_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	__be16 proto = htons(ETH_P_8021Q);
	char name[5] = "";
	u16 vlan;
	u8 qos;

	if (sscanf(buf, "%hu:%hhu:802.%4s", &vlan, &qos, name) == 3) {
		if (!strcmp(name, "1ad") || !strcmp(name, "1AD"))
			proto = htons(ETH_P_8021AD);
		else if (strcmp(name, "1q") && strcmp(name, "1Q"))
			return -EINVAL;
	} else if (sscanf(buf, "%hu:%hhu", &vlan, &qos) != 2) {
		return -EINVAL;
	}
	return LAB_LOCKED(vport, lab_set_vlan(vport, vlan, qos, proto));
}

#define LAB_SWITCH(file, set, text) \
LAB_USAGE(lab_vf, file, text) \
static int lab_vf_##file##_store(void *owner, const char *buf) \
{ \
	struct lab_vport *vport = owner; \
	bool on; \
	int err = lab_parse_on_off(buf, &on); \
	return err ?: LAB_LOCKED(vport, set(vport, on)); \
}
LAB_SWITCH(spoofcheck, lab_set_spoofchk, "<ON|OFF> to enable|disable VF SpoofCheck")
LAB_SWITCH(trust, lab_set_trust, "<ON|OFF> to trust|untrust VF")

LAB_USAGE(lab_vf, link_state, "<Up|Down|Follow> to set VF State")

static int lab_vf_link_state_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	int state = lab_parse_state(buf);

	return state < 0 ? state : LAB_LOCKED(vport, lab_set_link_state(vport, state));
}

/* Plain decimal numbers since release 25.01; group rates stay lenient. */
LAB_USAGE(lab_vf, max_tx_rate, "<Rate (Mbit/s)> to set VF max rate")
LAB_USAGE(lab_vf, min_tx_rate, "<Rate (Mbit/s)> to set VF min rate")

static int lab_vf_max_tx_rate_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	u32 rate;
	int err = kstrtou32(buf, 10, &rate);

	return err ?: LAB_LOCKED(vport, lab_set_rate(vport, NULL, &rate));
}

static int lab_vf_min_tx_rate_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	u32 rate;
	int err = kstrtou32(buf, 10, &rate);

	return err ?: LAB_LOCKED(vport, lab_set_rate(vport, &rate, NULL));
}

LAB_USAGE(lab_vf, group, "<Group 0-255> to set VF vport group")

static int lab_vf_group_store(void *owner, const char *buf)
{
	u32 id;

	if (sscanf(buf, "%u", &id) != 1 || id > LAB_MAX_GROUP)
		return -EINVAL;
	return lab_enter_group(owner, id);
}

/* ---- trunk: every VLAN by its number, as many as go into a page ---- */

static ssize_t lab_vf_trunk_show(void *owner, char *buf)
{
	struct lab_vport *vport = owner;
	unsigned int vlan;
	ssize_t length;

	mutex_lock(&vport->dev->lock);
	if (bitmap_empty(vport->trunk, VLAN_N_VID)) {
		length = 0;
	} else {
		length = scnprintf(buf, PAGE_SIZE, "Allowed 802.1Q VLANs:");
		for_each_set_bit(vlan, vport->trunk, VLAN_N_VID)
			length += scnprintf(buf + length, PAGE_SIZE - length, " %u", vlan);
		length += scnprintf(buf + length, PAGE_SIZE - length, "\n");
	}
	mutex_unlock(&vport->dev->lock);
	return length;
}

static int lab_vf_trunk_store(void *owner, const char *buf)
{
	struct lab_vport *vport = owner;
	u16 first, last;
	char verb[5];
	bool add;

	if (sscanf(buf, "%4s %hu %hu", verb, &first, &last) != 3)
		return -EINVAL;
	add = !strcmp(verb, "add");
	if (!add && strcmp(verb, "rem"))
		return -EINVAL;
	return LAB_LOCKED(vport, lab_change_trunk(vport, first, last, add));
}

/* ---- config and stats ---- */

static const char *lab_proto_name(struct lab_vport *vport)
{
	if (!vport->vlan && !vport->qos)
		return "N/A";
	return vport->proto == htons(ETH_P_8021AD) ? "802.1ad" : "802.1Q";
}

static ssize_t lab_vf_config_show(void *owner, char *buf)
{
	struct lab_vport *vport = owner;
	ssize_t n = 0;

	mutex_lock(&vport->dev->lock);
	n += sysfs_emit_at(buf, n, "VF         : %d\n", vport->index);
	n += sysfs_emit_at(buf, n, "MAC        : %pM\n", vport->mac);
	n += sysfs_emit_at(buf, n, "VLAN       : %d\n", vport->vlan);
	n += sysfs_emit_at(buf, n, "QoS        : %d\n", vport->qos);
	n += sysfs_emit_at(buf, n, "VLAN Proto : %s\n", lab_proto_name(vport));
	n += sysfs_emit_at(buf, n, "SpoofCheck : %s\n", lab_on_off(vport->spoofchk));
	n += sysfs_emit_at(buf, n, "Trust      : %s\n", lab_on_off(vport->trust));
	n += sysfs_emit_at(buf, n, "LinkState  : %s\n", lab_state_word(vport->link_state));
	n += sysfs_emit_at(buf, n, "MinTxRate  : %d\n", vport->min);
	n += sysfs_emit_at(buf, n, "MaxTxRate  : %d\n", vport->max);
	n += sysfs_emit_at(buf, n, "RateGroup  : %d\n", vport->group ? vport->group->id : 0);
	n += sysfs_emit_at(buf, n, "VGT+       : %s\n", lab_on_off(!bitmap_empty(vport->trunk, VLAN_N_VID)));
	mutex_unlock(&vport->dev->lock);
	return n;
}
LAB_READ_ONLY(lab_vf, config, ENOTSUPP)

/* The numbers of ndo_get_vf_stats, and two that netlink has not. Dropped packets are counted in legacy mode only. */
static ssize_t lab_vf_stats_show(void *owner, char *buf)
{
	struct lab_vport *vport = owner;
	int vf = vport->index, counts_drops = !lab_is_switchdev(vport->dev);
	u64 tx = 2000 + vf + lab_traffic, rx = 1000 + vf + lab_traffic;
	const struct { const char *name; u64 value; } counters[] = {
		{ "tx_packets", tx }, { "tx_bytes", 100 * tx }, { "tx_dropped", counts_drops * (40 + vf) },
		{ "rx_packets", rx }, { "rx_bytes", 100 * rx }, { "rx_broadcast", 10 + vf },
		{ "rx_multicast", 20 + vf }, { "tx_broadcast", 50 + vf }, { "tx_multicast", 60 + vf },
		{ "rx_dropped", counts_drops * (30 + vf) },
	};
	ssize_t n = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(counters); i++)
		n += sysfs_emit_at(buf, n, "%-14s: %llu\n", counters[i].name, counters[i].value);
	return n;
}
LAB_READ_ONLY(lab_vf, stats, ENOTSUPP)

/* ---- paging_control ---- */

static ssize_t lab_vf_page_limit_show(void *owner, char *buf)
{
	return sysfs_emit(buf, "%u\n", ((struct lab_vport *)owner)->page_limit);
}

static int lab_vf_page_limit_store(void *owner, const char *buf)
{
	u32 limit;

	if (sscanf(buf, "%u", &limit) != 1)
		return -EINVAL;
	((struct lab_vport *)owner)->page_limit = limit;
	return 0;
}

static ssize_t lab_vf_num_pages_show(void *owner, char *buf)
{
	return sysfs_emit(buf, "%d\n", lab_vf_is_ours(owner) ? 4608 : 0);
}
LAB_READ_ONLY(lab_vf, num_pages, EOPNOTSUPP)

/* ---- meters/{rx,tx}/{bps,pps}: in switchdev mode only ---- */

static ssize_t lab_meter_emit(struct lab_meter *meter, s64 value, char *buf)
{
	return lab_is_switchdev(meter->vport->dev) ? sysfs_emit(buf, "%lld\n", value) : -EOPNOTSUPP;
}

#define LAB_METER(file) \
static ssize_t lab_meter_##file##_show(void *owner, char *buf) \
{ \
	return lab_meter_emit(owner, ((struct lab_meter *)owner)->file, buf); \
} \
static int lab_meter_##file##_store(void *owner, const char *buf) \
{ \
	struct lab_meter *meter = owner; \
	s64 value; \
	int err = kstrtos64(buf, 10, &value); \
	if (!err && value < 0) \
		err = -EINVAL; \
	if (!err && !lab_is_switchdev(meter->vport->dev)) \
		err = -EOPNOTSUPP; \
	if (!err) \
		meter->file = value; \
	return err; \
}
LAB_METER(rate)
LAB_METER(burst)

static ssize_t lab_meter_bytes_dropped_show(void *owner, char *buf)
{
	return lab_meter_emit(owner, 0, buf);
}

static ssize_t lab_meter_packets_dropped_show(void *owner, char *buf)
{
	return lab_meter_emit(owner, 0, buf);
}
LAB_READ_ONLY(lab_meter, bytes_dropped, EOPNOTSUPP)
LAB_READ_ONLY(lab_meter, packets_dropped, EOPNOTSUPP)

/* ---- what is in which directory ---- */

LAB_FILE(lab_vf, node);
LAB_FILE(lab_vf, port);
LAB_FILE(lab_vf, policy);
LAB_FILE(lab_vf, mac);
LAB_FILE(lab_vf, vlan);
LAB_FILE(lab_vf, link_state);
LAB_FILE(lab_vf, spoofcheck);
LAB_FILE(lab_vf, trust);
LAB_FILE(lab_vf, max_tx_rate);
LAB_FILE(lab_vf, min_tx_rate);
LAB_FILE(lab_vf, config);
LAB_FILE(lab_vf, trunk);
LAB_FILE(lab_vf, stats);
LAB_FILE(lab_vf, group);
LAB_FILE(lab_vf, page_limit);
LAB_FILE(lab_vf, num_pages);
LAB_FILE(lab_meter, rate);
LAB_FILE(lab_meter, burst);
LAB_FILE(lab_meter, bytes_dropped);
LAB_FILE(lab_meter, packets_dropped);

static struct attribute *lab_infiniband_attrs[] = { &lab_vf_node.attr, &lab_vf_port.attr, &lab_vf_policy.attr, NULL };
static struct attribute *lab_ethernet_attrs[] = {
	&lab_vf_node.attr, &lab_vf_mac.attr, &lab_vf_vlan.attr, &lab_vf_link_state.attr, &lab_vf_spoofcheck.attr,
	&lab_vf_trust.attr, &lab_vf_max_tx_rate.attr, &lab_vf_min_tx_rate.attr, &lab_vf_config.attr,
	&lab_vf_trunk.attr, &lab_vf_stats.attr, &lab_vf_group.attr, NULL
};
static struct attribute *lab_paging_attrs[] = { &lab_vf_page_limit.attr, &lab_vf_num_pages.attr, NULL };
static struct attribute *lab_meter_attrs[] = {
	&lab_meter_rate.attr, &lab_meter_burst.attr, &lab_meter_bytes_dropped.attr, &lab_meter_packets_dropped.attr, NULL
};

const struct attribute_group lab_infiniband_files = { .attrs = lab_infiniband_attrs };
const struct attribute_group lab_ethernet_files = { .attrs = lab_ethernet_attrs };
const struct attribute_group lab_paging_files = { .attrs = lab_paging_attrs };
const struct attribute_group lab_meter_files = { .attrs = lab_meter_attrs };
